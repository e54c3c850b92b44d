#ifndef LANDPLAN_CGEOS_SHIM_H
#define LANDPLAN_CGEOS_SHIM_H
// Only the reentrant API: no global state, every call names its context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#endif
