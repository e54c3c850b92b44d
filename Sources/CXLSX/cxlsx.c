#include "cxlsx.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int cxlsx_load(const char *const *names, CXLSXTable *table, char *detail, int size)
{
  void *handle = NULL;
  detail[0] = 0;
  for (; *names && !handle; names++) {
    handle = dlopen(*names, RTLD_LAZY | RTLD_LOCAL);
    // The first name is the one that belongs here; what the linker says of it is what helps.
    if (!handle && !detail[0]) snprintf(detail, (size_t)size, "%s", dlerror());
  }
  if (!handle) return 1;
  void *symbol;
#define CXLSX_FIND(type, name, arguments)                     \
  symbol = dlsym(handle, #name);                              \
  if (!symbol) {                                              \
    snprintf(detail, (size_t)size, "%s", #name);              \
    return 2;                                                 \
  }                                                           \
  memcpy(&table->name, &symbol, sizeof symbol);
  CXLSX_FUNCTIONS(CXLSX_FIND)
  return 0;
}
