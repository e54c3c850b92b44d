#ifndef LANDPLAN_CGDAL_H
#define LANDPLAN_CGDAL_H
#endif
