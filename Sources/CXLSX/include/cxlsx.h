// libxlsxwriter's C interface as a table of functions that is filled from the shared library when a workbook is first
// written: building needs no headers, starting the program loads nothing, and whoever writes no workbook needs no
// package. The declarations are our own, of the functions that the XLSX module calls and of no others; the signatures
// are those of libxlsxwriter 1.1, which all 1.x releases keep. Names are the library's own.
#ifndef LANDPLAN_CXLSX_H
#define LANDPLAN_CXLSX_H

#include <stdint.h>
#include <time.h>

#pragma clang assume_nonnull begin

// Complete types, so that Swift imports typed pointers; the contents are never looked at.
typedef struct lxw_workbook { char opaque; } lxw_workbook;
typedef struct lxw_worksheet { char opaque; } lxw_worksheet;
typedef struct lxw_format { char opaque; } lxw_format;

typedef struct lxw_datetime {
  int year, month, day, hour, min;
  double sec;
} lxw_datetime;

typedef struct lxw_doc_properties {
  const char *_Nullable title, *_Nullable subject, *_Nullable author, *_Nullable manager, *_Nullable company,
    *_Nullable category, *_Nullable keywords, *_Nullable comments, *_Nullable status, *_Nullable hyperlink_base;
  time_t created;
} lxw_doc_properties;

// F(return type, name, arguments)
#define CXLSX_FUNCTIONS(F) \
  F(const char *_Nullable, lxw_version, (void)) \
  F(const char *_Nullable, lxw_strerror, (int)) \
  F(lxw_workbook *_Nullable, workbook_new, (const char *)) \
  F(int, workbook_close, (lxw_workbook *)) \
  F(int, workbook_set_properties, (lxw_workbook *, lxw_doc_properties *)) \
  F(lxw_worksheet *_Nullable, workbook_add_worksheet, (lxw_workbook *, const char *)) \
  F(lxw_format *_Nullable, workbook_add_format, (lxw_workbook *)) \
  F(void, format_set_bold, (lxw_format *)) \
  F(void, format_set_italic, (lxw_format *)) \
  F(void, format_set_font_name, (lxw_format *, const char *)) \
  F(void, format_set_font_size, (lxw_format *, double)) \
  F(void, format_set_font_color, (lxw_format *, uint32_t)) \
  F(void, format_set_bg_color, (lxw_format *, uint32_t)) \
  F(void, format_set_num_format, (lxw_format *, const char *)) \
  F(void, format_set_align, (lxw_format *, uint8_t)) \
  F(void, format_set_text_wrap, (lxw_format *)) \
  F(void, format_set_top, (lxw_format *, uint8_t)) \
  F(void, format_set_bottom, (lxw_format *, uint8_t)) \
  F(int, worksheet_write_number, (lxw_worksheet *, uint32_t, uint16_t, double, lxw_format *_Nullable)) \
  F(int, worksheet_write_string, (lxw_worksheet *, uint32_t, uint16_t, const char *, lxw_format *_Nullable)) \
  F(int, worksheet_write_boolean, (lxw_worksheet *, uint32_t, uint16_t, int, lxw_format *_Nullable)) \
  F(int, worksheet_write_blank, (lxw_worksheet *, uint32_t, uint16_t, lxw_format *_Nullable)) \
  F(int, worksheet_write_datetime, (lxw_worksheet *, uint32_t, uint16_t, lxw_datetime *, lxw_format *_Nullable)) \
  F(int, worksheet_write_formula_num, \
    (lxw_worksheet *, uint32_t, uint16_t, const char *, lxw_format *_Nullable, double)) \
  F(int, worksheet_merge_range, \
    (lxw_worksheet *, uint32_t, uint16_t, uint32_t, uint16_t, const char *, lxw_format *_Nullable)) \
  F(int, worksheet_ignore_errors, (lxw_worksheet *, uint8_t, const char *)) \
  F(int, worksheet_set_column, (lxw_worksheet *, uint16_t, uint16_t, double, lxw_format *_Nullable)) \
  F(int, worksheet_set_row, (lxw_worksheet *, uint32_t, double, lxw_format *_Nullable)) \
  F(void, worksheet_freeze_panes, (lxw_worksheet *, uint32_t, uint16_t)) \
  F(int, worksheet_autofilter, (lxw_worksheet *, uint32_t, uint16_t, uint32_t, uint16_t)) \
  F(int, worksheet_repeat_rows, (lxw_worksheet *, uint32_t, uint32_t)) \
  F(void, worksheet_set_landscape, (lxw_worksheet *)) \
  F(void, worksheet_set_margins, (lxw_worksheet *, double, double, double, double)) \
  F(void, worksheet_set_paper, (lxw_worksheet *, uint8_t)) \
  F(void, worksheet_fit_to_pages, (lxw_worksheet *, uint16_t, uint16_t)) \
  F(int, worksheet_set_footer, (lxw_worksheet *, const char *))

#define CXLSX_MEMBER(type, name, arguments) type(*_Nonnull name) arguments;
typedef struct CXLSXTable {
  CXLSX_FUNCTIONS(CXLSX_MEMBER)
} CXLSXTable;
#undef CXLSX_MEMBER

/// Loads the first of `names` (ended by a null pointer) that can be loaded, and fills `table`. Returns 0 when done, 1
/// where no library is there, 2 where one lacks a function; `detail` receives a sentence of at most `size` bytes then.
/// The library is never unloaded.
int cxlsx_load(const char *_Nullable const *_Nonnull names, CXLSXTable *table, char *detail, int size);

#pragma clang assume_nonnull end

#endif
