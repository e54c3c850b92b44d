// The yardstick of bench-ogr: a plain C loop over OGR's Arrow stream.
#ifndef LANDPLAN_ARROW_DRAIN_H
#define LANDPLAN_ARROW_DRAIN_H

#include <stdint.h>

/// Opens `path` with GDAL and takes every batch of its first layer's Arrow stream, looking at nothing. Returns the
/// number of features, or -1 where GDAL is not there or cannot read it.
int64_t arrow_drain(const char *path);

#endif
