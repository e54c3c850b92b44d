// GDAL's C interface as a table of functions that is filled from the shared library when a dataset first needs it.
//
// Nothing links libgdal: linking it costs every start of the program 45 ms, and would make GDAL a hard dependency of
// people who only read GeoJSON or boundary-point text. The declarations are our own, of the functions that the OGR
// module calls and of no others, for two reasons: building needs no libgdal-dev, and the handles, which GDAL's own
// headers declare as void pointers, are distinct types here, so that Swift tells a layer from a feature. The
// signatures are those of GDAL 3.6, which later 3.x releases keep (GDALClose returns a value since 3.7 that is
// ignored here). Names are GDAL's own.
#ifndef LANDPLAN_CGDAL_H
#define LANDPLAN_CGDAL_H

#include <stdint.h>

#pragma clang assume_nonnull begin

// Complete types, so that Swift imports typed pointers; the contents are never looked at.
typedef struct GDALDatasetHS { char opaque; } *GDALDatasetH;
typedef struct GDALDriverHS { char opaque; } *GDALDriverH;
typedef struct OGRLayerHS { char opaque; } *OGRLayerH;
typedef struct OGRFeatureDefnHS { char opaque; } *OGRFeatureDefnH;
typedef struct OGRFieldDefnHS { char opaque; } *OGRFieldDefnH;
typedef struct OGRFeatureHS { char opaque; } *OGRFeatureH;
typedef struct OGRGeometryHS { char opaque; } *OGRGeometryH;
typedef struct OGRSpatialReferenceHS { char opaque; } *OGRSpatialReferenceH;

typedef char *_Nullable *CGDALStrings;
typedef void (*CPLErrorHandler)(int severity, int number, const char *_Nullable message);

// ogr_core.h
typedef struct OGREnvelope { double MinX, MaxX, MinY, MaxY; } OGREnvelope;

enum {
  CGDAL_OF_VECTOR = 0x04,
  CGDAL_OF_READONLY = 0x00,
  CGDAL_OF_VERBOSE_ERROR = 0x40,
};

// OGRFieldType
enum {
  OFTInteger = 0, OFTIntegerList = 1, OFTReal = 2, OFTRealList = 3, OFTString = 4, OFTStringList = 5,
  OFTBinary = 8, OFTDate = 9, OFTTime = 10, OFTDateTime = 11, OFTInteger64 = 12, OFTInteger64List = 13,
};

// OGRFieldSubType
enum { OFSTNone = 0, OFSTBoolean = 1, OFSTInt16 = 2, OFSTFloat32 = 3, OFSTJSON = 4, OFSTUUID = 5 };

// The Arrow C data interface and C stream interface (arrow.apache.org/docs/format/CDataInterface.html).
struct ArrowSchema {
  const char *_Nullable format;
  const char *_Nullable name;
  const char *_Nullable metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema *_Nullable *_Nullable children;
  struct ArrowSchema *_Nullable dictionary;
  void (*_Nullable release)(struct ArrowSchema *);
  void *_Nullable private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void *_Nullable *_Nullable buffers;
  struct ArrowArray *_Nullable *_Nullable children;
  struct ArrowArray *_Nullable dictionary;
  void (*_Nullable release)(struct ArrowArray *);
  void *_Nullable private_data;
};

struct ArrowArrayStream {
  int (*_Nullable get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*_Nullable get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *_Nullable (*_Nullable get_last_error)(struct ArrowArrayStream *);
  void (*_Nullable release)(struct ArrowArrayStream *);
  void *_Nullable private_data;
};

// F(return type, name, arguments)
#define CGDAL_FUNCTIONS(F) \
  F(const char *_Nullable, GDALVersionInfo, (const char *_Nullable)) \
  F(GDALDriverH _Nullable, GDALGetDriverByName, (const char *)) \
  F(GDALDatasetH _Nullable, GDALOpenEx, \
    (const char *, unsigned int, CGDALStrings _Nullable drivers, CGDALStrings _Nullable options, CGDALStrings _Nullable siblings)) \
  F(void, GDALClose, (GDALDatasetH)) \
  F(GDALDatasetH _Nullable, GDALCreate, (GDALDriverH, const char *, int, int, int, int, CGDALStrings _Nullable)) \
  F(GDALDriverH _Nullable, GDALGetDatasetDriver, (GDALDatasetH)) \
  F(const char *_Nullable, GDALGetDriverShortName, (GDALDriverH)) \
  F(int, GDALDatasetGetLayerCount, (GDALDatasetH)) \
  F(OGRLayerH _Nullable, GDALDatasetGetLayer, (GDALDatasetH, int)) \
  F(OGRLayerH _Nullable, GDALDatasetGetLayerByName, (GDALDatasetH, const char *)) \
  F(OGRLayerH _Nullable, GDALDatasetCreateLayer, \
    (GDALDatasetH, const char *, OGRSpatialReferenceH _Nullable, int, CGDALStrings _Nullable)) \
  F(OGRLayerH _Nullable, GDALDatasetExecuteSQL, \
    (GDALDatasetH, const char *, OGRGeometryH _Nullable, const char *_Nullable)) \
  F(void, GDALDatasetReleaseResultSet, (GDALDatasetH, OGRLayerH _Nullable)) \
  F(void, GDALDatasetAbortSQL, (GDALDatasetH)) \
  F(int, GDALDatasetStartTransaction, (GDALDatasetH, int)) \
  F(int, GDALDatasetCommitTransaction, (GDALDatasetH)) \
  F(const char *_Nullable, OGR_L_GetName, (OGRLayerH)) \
  F(int, OGR_L_GetGeomType, (OGRLayerH)) \
  F(OGRFeatureDefnH _Nullable, OGR_L_GetLayerDefn, (OGRLayerH)) \
  F(OGRSpatialReferenceH _Nullable, OGR_L_GetSpatialRef, (OGRLayerH)) \
  F(long long, OGR_L_GetFeatureCount, (OGRLayerH, int)) \
  F(int, OGR_L_GetExtent, (OGRLayerH, OGREnvelope *, int)) \
  F(void, OGR_L_ResetReading, (OGRLayerH)) \
  F(OGRFeatureH _Nullable, OGR_L_GetNextFeature, (OGRLayerH)) \
  F(const char *_Nullable, OGR_L_GetFIDColumn, (OGRLayerH)) \
  F(const char *_Nullable, OGR_L_GetGeometryColumn, (OGRLayerH)) \
  F(_Bool, OGR_L_GetArrowStream, (OGRLayerH, struct ArrowArrayStream *, CGDALStrings _Nullable)) \
  F(int, OGR_L_CreateField, (OGRLayerH, OGRFieldDefnH, int)) \
  F(int, OGR_L_CreateFeature, (OGRLayerH, OGRFeatureH)) \
  F(int, OGR_FD_GetFieldCount, (OGRFeatureDefnH)) \
  F(OGRFieldDefnH _Nullable, OGR_FD_GetFieldDefn, (OGRFeatureDefnH, int)) \
  F(int, OGR_FD_GetGeomFieldCount, (OGRFeatureDefnH)) \
  F(OGRFieldDefnH _Nullable, OGR_Fld_Create, (const char *, int)) \
  F(void, OGR_Fld_Destroy, (OGRFieldDefnH)) \
  F(const char *_Nullable, OGR_Fld_GetNameRef, (OGRFieldDefnH)) \
  F(const char *_Nullable, OGR_Fld_GetAlternativeNameRef, (OGRFieldDefnH)) \
  F(int, OGR_Fld_GetType, (OGRFieldDefnH)) \
  F(int, OGR_Fld_GetSubType, (OGRFieldDefnH)) \
  F(void, OGR_Fld_SetSubType, (OGRFieldDefnH, int)) \
  F(int, OGR_Fld_GetWidth, (OGRFieldDefnH)) \
  F(void, OGR_Fld_SetWidth, (OGRFieldDefnH, int)) \
  F(int, OGR_Fld_GetPrecision, (OGRFieldDefnH)) \
  F(void, OGR_Fld_SetPrecision, (OGRFieldDefnH, int)) \
  F(OGRFeatureH _Nullable, OGR_F_Create, (OGRFeatureDefnH)) \
  F(void, OGR_F_Destroy, (OGRFeatureH)) \
  F(long long, OGR_F_GetFID, (OGRFeatureH)) \
  F(int, OGR_F_SetFID, (OGRFeatureH, long long)) \
  F(OGRGeometryH _Nullable, OGR_F_GetGeometryRef, (OGRFeatureH)) \
  F(int, OGR_F_SetGeometryDirectly, (OGRFeatureH, OGRGeometryH _Nullable)) \
  F(int, OGR_F_IsFieldSetAndNotNull, (OGRFeatureH, int)) \
  F(int, OGR_F_GetFieldAsInteger, (OGRFeatureH, int)) \
  F(long long, OGR_F_GetFieldAsInteger64, (OGRFeatureH, int)) \
  F(double, OGR_F_GetFieldAsDouble, (OGRFeatureH, int)) \
  F(const char *_Nullable, OGR_F_GetFieldAsString, (OGRFeatureH, int)) \
  F(const int *_Nullable, OGR_F_GetFieldAsIntegerList, (OGRFeatureH, int, int *)) \
  F(const long long *_Nullable, OGR_F_GetFieldAsInteger64List, (OGRFeatureH, int, int *)) \
  F(const double *_Nullable, OGR_F_GetFieldAsDoubleList, (OGRFeatureH, int, int *)) \
  F(CGDALStrings _Nullable, OGR_F_GetFieldAsStringList, (OGRFeatureH, int)) \
  F(unsigned char *_Nullable, OGR_F_GetFieldAsBinary, (OGRFeatureH, int, int *)) \
  F(int, OGR_F_GetFieldAsDateTimeEx, \
    (OGRFeatureH, int, int *, int *, int *, int *, int *, float *, int *)) \
  F(void, OGR_F_SetFieldInteger64, (OGRFeatureH, int, long long)) \
  F(void, OGR_F_SetFieldDouble, (OGRFeatureH, int, double)) \
  F(void, OGR_F_SetFieldString, (OGRFeatureH, int, const char *)) \
  F(void, OGR_F_SetFieldBinary, (OGRFeatureH, int, int, const void *)) \
  F(void, OGR_F_SetFieldDateTimeEx, (OGRFeatureH, int, int, int, int, int, int, float, int)) \
  F(void, OGR_F_SetFieldNull, (OGRFeatureH, int)) \
  F(int, OGR_G_CreateFromWkb, \
    (const void *, OGRSpatialReferenceH _Nullable, OGRGeometryH _Nullable *_Nonnull, int)) \
  F(int, OGR_G_ExportToIsoWkb, (OGRGeometryH, int, unsigned char *)) \
  F(int, OGR_G_WkbSize, (OGRGeometryH)) \
  F(int, OGR_G_HasCurveGeometry, (OGRGeometryH, int)) \
  F(OGRGeometryH _Nullable, OGR_G_GetLinearGeometry, (OGRGeometryH, double, CGDALStrings _Nullable)) \
  F(void, OGR_G_DestroyGeometry, (OGRGeometryH)) \
  F(OGRSpatialReferenceH _Nullable, OSRNewSpatialReference, (const char *_Nullable)) \
  F(void, OSRDestroySpatialReference, (OGRSpatialReferenceH)) \
  F(int, OSRSetFromUserInput, (OGRSpatialReferenceH, const char *)) \
  F(int, OSRImportFromEPSG, (OGRSpatialReferenceH, int)) \
  F(int, OSRIsSameEx, (OGRSpatialReferenceH, OGRSpatialReferenceH, CGDALStrings _Nullable)) \
  F(int, OSREPSGTreatsAsLatLong, (OGRSpatialReferenceH)) \
  F(int, OSREPSGTreatsAsNorthingEasting, (OGRSpatialReferenceH)) \
  F(int, OSRExportToWktEx, (OGRSpatialReferenceH, char *_Nullable *_Nonnull, CGDALStrings _Nullable)) \
  F(const char *_Nullable, OSRGetAuthorityName, (OGRSpatialReferenceH, const char *_Nullable)) \
  F(const char *_Nullable, OSRGetAuthorityCode, (OGRSpatialReferenceH, const char *_Nullable)) \
  F(OGRSpatialReferenceH _Nullable *_Nullable, OSRFindMatches, \
    (OGRSpatialReferenceH, CGDALStrings _Nullable, int *, int *_Nullable *_Nonnull)) \
  F(void, OSRFreeSRSArray, (OGRSpatialReferenceH _Nullable *_Nullable)) \
  F(void, OSRSetAxisMappingStrategy, (OGRSpatialReferenceH, int)) \
  F(const int *_Nullable, OSRGetDataAxisToSRSAxisMapping, (OGRSpatialReferenceH, int *)) \
  F(void, CPLSetConfigOption, (const char *, const char *_Nullable)) \
  F(void, CPLSetThreadLocalConfigOption, (const char *, const char *_Nullable)) \
  F(void, CPLPushErrorHandlerEx, (CPLErrorHandler, void *_Nullable)) \
  F(void, CPLPopErrorHandler, (void)) \
  F(void *_Nullable, CPLGetErrorHandlerUserData, (void)) \
  F(CPLErrorHandler _Nullable, CPLSetErrorHandler, (CPLErrorHandler _Nullable)) \
  F(void, CPLErrorReset, (void)) \
  F(void, VSIFree, (void *_Nullable))

#define CGDAL_MEMBER(type, name, arguments) type(*_Nonnull name) arguments;
typedef struct CGDALTable {
  CGDAL_FUNCTIONS(CGDAL_MEMBER)
} CGDALTable;
#undef CGDAL_MEMBER

/// What came of loading.
typedef enum CGDALStatus {
  CGDAL_LOADED = 0,
  /// No library of the names tried can be loaded; `detail` is the dynamic linker's sentence.
  CGDAL_NO_LIBRARY = 1,
  /// A library was loaded that lacks a function; `detail` names it.
  CGDAL_NO_FUNCTION = 2,
} CGDALStatus;

/// Loads the first of `names` (ended by a null pointer) that can be loaded, and fills `table`. `detail` receives a
/// sentence of at most `size` bytes where that fails. The library is never unloaded.
CGDALStatus cgdal_load(
  const char *_Nullable const *_Nonnull names, CGDALTable *table, void *_Nullable *_Nonnull library, char *detail,
  int size);

/// Calls one of GDAL's `void RegisterOGR…(void)` functions; 0 where the library has none of that name.
int cgdal_register(void *library, const char *function);

#pragma clang assume_nonnull end

#endif
