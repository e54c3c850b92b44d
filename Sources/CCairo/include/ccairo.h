// Cairo's and Pango's C interface as a table of functions that is filled from the shared library when a picture is
// first drawn, as CGDAL does for GDAL: nothing links them, building needs no development package, start-up stays as
// it is. libpangocairo brings cairo, pango and gobject with it. The declarations are our own, of the functions that
// the Cairo module calls and of no others; they are those of cairo 1.16 and pango 1.44, which later releases keep.
#ifndef LANDPLAN_CCAIRO_H
#define LANDPLAN_CCAIRO_H

#pragma clang assume_nonnull begin

// Complete types, so that Swift imports typed pointers; the contents are never looked at.
typedef struct CCairoContext { char opaque; } *CCairoContextH;
typedef struct CCairoSurface { char opaque; } *CCairoSurfaceH;
typedef struct CCairoFontOptions { char opaque; } *CCairoFontOptionsH;
typedef struct CPangoLayout { char opaque; } *CPangoLayoutH;
typedef struct CPangoContext { char opaque; } *CPangoContextH;
typedef struct CPangoFont { char opaque; } *CPangoFontH;

// The public head of PangoLayoutLine: where a line of a broken text begins and how long it is, in bytes.
typedef struct CPangoLine {
  void *_Nullable layout;
  int start;
  int length;
} *CPangoLineH;

typedef int (*CCairoWrite)(void *_Nullable closure, const unsigned char *_Nullable data, unsigned int length);

enum {
  CCAIRO_FORMAT_RGB24 = 1,
  CCAIRO_HINT_STYLE_NONE = 1,
  CCAIRO_HINT_METRICS_OFF = 1,
  CCAIRO_ANTIALIAS_GRAY = 2,
  CCAIRO_ANTIALIAS_FAST = 4,
  CCAIRO_ROUND = 1,
  CCAIRO_PDF_TITLE = 0,
  CCAIRO_PDF_CREATOR = 4,
  CCAIRO_PDF_CREATE_DATE = 5,
  CPANGO_SCALE = 1024,
  CPANGO_WRAP_WORD_CHAR = 2,
};

// F(return type, name, arguments)
#define CCAIRO_FUNCTIONS(F) \
  F(CCairoSurfaceH _Nonnull, cairo_image_surface_create, (int, int, int)) \
  F(CCairoSurfaceH _Nonnull, cairo_pdf_surface_create_for_stream, (CCairoWrite _Nullable, void *_Nullable, double, double)) \
  F(CCairoSurfaceH _Nonnull, cairo_svg_surface_create_for_stream, (CCairoWrite _Nullable, void *_Nullable, double, double)) \
  F(void, cairo_pdf_surface_set_metadata, (CCairoSurfaceH, int, const char *)) \
  F(int, cairo_surface_write_to_png_stream, (CCairoSurfaceH, CCairoWrite _Nullable, void *_Nullable)) \
  F(void, cairo_surface_finish, (CCairoSurfaceH)) \
  F(int, cairo_surface_status, (CCairoSurfaceH)) \
  F(void, cairo_surface_destroy, (CCairoSurfaceH)) \
  F(CCairoContextH _Nonnull, cairo_create, (CCairoSurfaceH)) \
  F(void, cairo_destroy, (CCairoContextH)) \
  F(int, cairo_status, (CCairoContextH)) \
  F(const char *_Nonnull, cairo_status_to_string, (int)) \
  F(void, cairo_show_page, (CCairoContextH)) \
  F(void, cairo_save, (CCairoContextH)) \
  F(void, cairo_restore, (CCairoContextH)) \
  F(void, cairo_translate, (CCairoContextH, double, double)) \
  F(void, cairo_scale, (CCairoContextH, double, double)) \
  F(void, cairo_rotate, (CCairoContextH, double)) \
  F(void, cairo_set_source_rgba, (CCairoContextH, double, double, double, double)) \
  F(void, cairo_set_antialias, (CCairoContextH, int)) \
  F(void, cairo_set_line_width, (CCairoContextH, double)) \
  F(void, cairo_set_line_join, (CCairoContextH, int)) \
  F(void, cairo_set_dash, (CCairoContextH, const double *_Nullable, int, double)) \
  F(void, cairo_new_path, (CCairoContextH)) \
  F(void, cairo_move_to, (CCairoContextH, double, double)) \
  F(void, cairo_line_to, (CCairoContextH, double, double)) \
  F(void, cairo_close_path, (CCairoContextH)) \
  F(void, cairo_rectangle, (CCairoContextH, double, double, double, double)) \
  F(void, cairo_new_sub_path, (CCairoContextH)) \
  F(void, cairo_arc, (CCairoContextH, double, double, double, double, double)) \
  F(void, cairo_fill, (CCairoContextH)) \
  F(void, cairo_stroke, (CCairoContextH)) \
  F(void, cairo_clip, (CCairoContextH)) \
  F(void, cairo_paint, (CCairoContextH)) \
  F(CCairoFontOptionsH _Nonnull, cairo_font_options_create, (void)) \
  F(void, cairo_font_options_destroy, (CCairoFontOptionsH)) \
  F(void, cairo_font_options_set_hint_style, (CCairoFontOptionsH, int)) \
  F(void, cairo_font_options_set_hint_metrics, (CCairoFontOptionsH, int)) \
  F(void, cairo_font_options_set_antialias, (CCairoFontOptionsH, int)) \
  F(CPangoLayoutH _Nonnull, pango_cairo_create_layout, (CCairoContextH)) \
  F(void, pango_cairo_context_set_font_options, (CPangoContextH, CCairoFontOptionsH)) \
  F(void, pango_cairo_show_layout, (CCairoContextH, CPangoLayoutH)) \
  F(void, pango_cairo_layout_path, (CCairoContextH, CPangoLayoutH)) \
  F(CPangoContextH _Nonnull, pango_layout_get_context, (CPangoLayoutH)) \
  F(void, pango_context_set_round_glyph_positions, (CPangoContextH, int)) \
  F(void, pango_layout_set_text, (CPangoLayoutH, const char *, int)) \
  F(void, pango_layout_set_width, (CPangoLayoutH, int)) \
  F(void, pango_layout_set_wrap, (CPangoLayoutH, int)) \
  F(void, pango_layout_set_font_description, (CPangoLayoutH, CPangoFontH)) \
  F(void, pango_layout_get_size, (CPangoLayoutH, int *, int *)) \
  F(int, pango_layout_get_unknown_glyphs_count, (CPangoLayoutH)) \
  F(int, pango_layout_get_line_count, (CPangoLayoutH)) \
  F(CPangoLineH _Nullable, pango_layout_get_line_readonly, (CPangoLayoutH, int)) \
  F(int, pango_layout_get_baseline, (CPangoLayoutH)) \
  F(CPangoFontH _Nonnull, pango_font_description_new, (void)) \
  F(void, pango_font_description_free, (CPangoFontH)) \
  F(void, pango_font_description_set_family, (CPangoFontH, const char *)) \
  F(void, pango_font_description_set_weight, (CPangoFontH, int)) \
  F(void, pango_font_description_set_absolute_size, (CPangoFontH, double)) \
  F(void, g_object_unref, (void *))

#define CCAIRO_MEMBER(type, name, arguments) type(*_Nonnull name) arguments;
typedef struct CCairoTable {
  CCAIRO_FUNCTIONS(CCAIRO_MEMBER)
} CCairoTable;
#undef CCAIRO_MEMBER

/// Fills the table from the library of a name. 0: done; 1: no such library, 2: a function is missing; `detail` says
/// what the dynamic linker says, or the function's name.
int ccairo_load(const char *name, CCairoTable *table, char *detail, int size);

#pragma clang assume_nonnull end

#endif
