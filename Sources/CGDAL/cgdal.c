#include "cgdal.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

CGDALStatus cgdal_load(
  const char *const *names, CGDALTable *table, void **library, char *detail, int size)
{
  void *handle = NULL;
  detail[0] = 0;
  for (; *names && !handle; names++) {
    handle = dlopen(*names, RTLD_LAZY | RTLD_LOCAL);
    // The first name is the one that belongs here; what the linker says of it is what helps.
    if (!handle && !detail[0]) snprintf(detail, (size_t)size, "%s", dlerror());
  }
  if (!handle) return CGDAL_NO_LIBRARY;
  void *symbol;
#define CGDAL_FIND(type, name, arguments)                     \
  symbol = dlsym(handle, #name);                              \
  if (!symbol) {                                              \
    snprintf(detail, (size_t)size, "%s", #name);              \
    return CGDAL_NO_FUNCTION;                                 \
  }                                                           \
  memcpy(&table->name, &symbol, sizeof symbol);
  CGDAL_FUNCTIONS(CGDAL_FIND)
  *library = handle;
  return CGDAL_LOADED;
}

int cgdal_register(void *library, const char *function)
{
  void *symbol = dlsym(library, function);
  if (!symbol) return 0;
  void (*call)(void);
  memcpy(&call, &symbol, sizeof symbol);
  call();
  return 1;
}
