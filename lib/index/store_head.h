/* JSON heads of records: values that may be absent, and the data they end in. */
#ifndef QZ_STORE_HEAD_H
#define QZ_STORE_HEAD_H

#include <glib.h>
#include <jansson.h>
#include <quanze/date.h>
#include <quanze/index.h>

/* Each sets KEY of OBJECT; NULL, "" of a date 0 becomes JSON null. */
void qz_head_string (json_t *object, const char *key, const char *value);
void qz_head_date (json_t *object, const char *key, QzDate date);
void qz_head_number (json_t *object, const char *key, json_int_t value);

/* HEAD on one line, '\n', TEXT: the data of RECORD. Consumes HEAD. */
void qz_head_store (QzRecord *record, json_t *head, const char *text);

/* A date as a value slot holds it: YYYYMMDD; nothing is set for 0. */
void qz_head_slot_date (QzRecord *record, guint slot, QzDate date);

#endif
