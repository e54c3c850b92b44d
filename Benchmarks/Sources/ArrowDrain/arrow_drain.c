#include "arrow_drain.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

// The Arrow C data and stream interfaces; only what the loop touches has a name.
struct array {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct array **children;
  struct array *dictionary;
  void (*release)(struct array *);
  void *private_data;
};

struct stream {
  int (*get_schema)(struct stream *, void *);
  int (*get_next)(struct stream *, struct array *);
  const char *(*get_last_error)(struct stream *);
  void (*release)(struct stream *);
  void *private_data;
};

int64_t arrow_drain(const char *path)
{
  void *gdal = dlopen("libgdal.so.32", RTLD_LAZY);
  if (!gdal) gdal = dlopen("libgdal.so", RTLD_LAZY);
  if (!gdal) return -1;
  void (*register_all)(void) = (void (*)(void))dlsym(gdal, "GDALAllRegister");
  void *(*open)(const char *, unsigned, char **, char **, char **) =
    (void *(*)(const char *, unsigned, char **, char **, char **))dlsym(gdal, "GDALOpenEx");
  void *(*get_layer)(void *, int) = (void *(*)(void *, int))dlsym(gdal, "GDALDatasetGetLayer");
  bool (*get_stream)(void *, struct stream *, char **) =
    (bool (*)(void *, struct stream *, char **))dlsym(gdal, "OGR_L_GetArrowStream");
  void (*close)(void *) = (void (*)(void *))dlsym(gdal, "GDALClose");
  if (!register_all || !open || !get_layer || !get_stream || !close) return -1;
  register_all();
  // 4: vector data.
  void *dataset = open(path, 4, NULL, NULL, NULL);
  if (!dataset) return -1;
  void *layer = get_layer(dataset, 0);
  struct stream stream;
  int64_t features = -1;
  if (layer && get_stream(layer, &stream, NULL)) {
    struct array array;
    features = 0;
    while (stream.get_next(&stream, &array) == 0 && array.release) {
      features += array.length;
      array.release(&array);
    }
    stream.release(&stream);
  }
  close(dataset);
  return features;
}
