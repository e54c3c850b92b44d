#ifndef LANDPLAN_CPROJ_SHIM_H
#define LANDPLAN_CPROJ_SHIM_H
#include <proj.h>
#include <geodesic.h>
#endif
