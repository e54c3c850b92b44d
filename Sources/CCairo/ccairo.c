#include "ccairo.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int ccairo_load(const char *name, CCairoTable *table, char *detail, int size)
{
  detail[0] = 0;
  // One handle is enough: dlsym looks into the libraries that it depends on.
  void *handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) {
    snprintf(detail, (size_t)size, "%s", dlerror());
    return 1;
  }
  void *symbol;
#define CCAIRO_FIND(type, name, arguments)           \
  symbol = dlsym(handle, #name);                     \
  if (!symbol) {                                     \
    snprintf(detail, (size_t)size, "%s", #name);     \
    return 2;                                        \
  }                                                  \
  memcpy(&table->name, &symbol, sizeof symbol);
  CCAIRO_FUNCTIONS(CCAIRO_FIND)
  return 0;
}
