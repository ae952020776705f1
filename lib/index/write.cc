/* Writing: one transaction from commit to commit, so that nothing half-done is ever visible.
 *
 * Without it Xapian commits by itself at every 10,000 documents; in a transaction it only moves
 * its buffers to the tables then, and a killed run leaves the state of the last qz_writer_commit().
 */
#include "config.h"

#include "lib/index/database.h"
#include "lib/index/record.h"
#include "lib/index/shim.hh"

#include <cstring>
#include <memory>
#include <unistd.h>

#include <glib/gi18n.h>

using namespace qz;

struct QzWriter {
  std::string dir, generation;
  Xapian::WritableDatabase db;
  int lock = -1;
  bool fresh = false;   /* a generation that is not yet in use */
  bool first = false;   /* the first one, in use from the start */
  bool lane = false;    /* a database beside that of another writer, which will absorb it */
  bool packed = false;  /* a generation just made by compaction */
  bool dirty = false;   /* changed since the last commit */
  bool torn = false;    /* a change failed half-way: nothing more is committed */
  guint64 revision = 0; /* of the last commit */

  ~QzWriter ()
  {
    if (lock >= 0)
      close (lock);
  }
};

/* High half: the generation; low half: its commits. Both only grow, so the whole does. */
static guint64
first_revision (const std::string &generation)
{
  return qz_database_generation_number (generation.c_str ()) << 32;
}

static void
begin (QzWriter *writer)
{
  writer->db.begin_transaction ();
  writer->dirty = false;
}

static void
check_whole (const QzWriter *writer)
{
  if (writer->torn)
    fail (QZ_INDEX_ERROR_IO, _ ("%s：此前的写入失败，上次提交以后的内容已放弃"), writer->dir.c_str ());
}

/* Runs BODY, which changes the database; when it throws, the transaction is no longer whole. */
template <typename Body>
static void
change (QzWriter *writer, Body body)
{
  check_whole (writer);
  writer->dirty = true;
  writer->torn = true;
  body ();
  writer->torn = false;
}

static void
commit (QzWriter *writer)
{
  check_whole (writer);
  if (!writer->dirty)
    return;
  change (writer, [&] {
    writer->db.set_metadata (REVISION_KEY, std::to_string (writer->revision + 1));
    writer->db.commit_transaction ();
  });
  writer->revision++;
  begin (writer);
}

static void
create_generation (QzWriter *writer)
{
  g_autofree char *name = qz_database_next (writer->dir.c_str ());
  writer->generation = name;
  writer->revision = first_revision (writer->generation);
  writer->db = Xapian::WritableDatabase (writer->dir + "/" + name, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  writer->db.set_metadata (SCHEMA_KEY, std::to_string (QZ_INDEX_SCHEMA));
  writer->db.set_metadata (REVISION_KEY, std::to_string (writer->revision));
  writer->db.commit ();
}

static void
open_generation (QzWriter *writer, const char *name)
{
  writer->generation = name;
  writer->db = Xapian::WritableDatabase (writer->dir + "/" + name, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
  check_schema (writer->db, writer->dir);
  writer->revision = g_ascii_strtoull (writer->db.get_metadata (REVISION_KEY).c_str (), NULL, 10);
}

static void
switch_generation (QzWriter *writer)
{
  GError *error = NULL;
  if (!qz_database_switch (writer->dir.c_str (), writer->generation.c_str (), &error))
    fail_with (error);
}

/* The generation to write into; leftovers of killed runs are removed on the way. */
static void
open_writer (QzWriter *writer, bool rebuild)
{
  GError *error = NULL;
  writer->lock = qz_database_lock (writer->dir.c_str (), &error);
  if (writer->lock < 0)
    fail_with (error);
  GError *why = NULL;
  g_autofree char *current = qz_database_current (writer->dir.c_str (), &why);
  bool missing = g_error_matches (why, QZ_INDEX_ERROR, QZ_INDEX_ERROR_MISSING);
  if (!current && !missing && !rebuild)
    fail_with (why);
  g_clear_error (&why);
  if (current || missing)
    qz_database_clean (writer->dir.c_str (), current);
  if (current && !rebuild)
    open_generation (writer, current);
  else {
    writer->fresh = rebuild;
    writer->first = !rebuild;
    create_generation (writer);
    if (!rebuild)
      switch_generation (writer);
  }
  begin (writer);
}

/* Xapian's buffer of postings is a tree of trees; 2,000 records of it stay in the processor's cache, its
 * own default of 10,000 was never faster and takes more memory (docs/PERFORMANCE.md). Read when a database is opened. */
static void
choose_buffer (void)
{
  g_setenv ("XAPIAN_FLUSH_THRESHOLD", "2000", FALSE);
}

QzWriter *
qz_writer_open (const char *dir, gboolean rebuild, GError **error)
{
  return guard (dir, error, static_cast<QzWriter *> (NULL), [&] {
    std::unique_ptr<QzWriter> writer (new QzWriter);
    writer->dir = dir;
    choose_buffer ();
    open_writer (writer.get (), rebuild);
    return writer.release ();
  });
}

/* A NUL inside takes two bytes in the tables' keys. Refused here, since there it fails only at the flush. */
static void
check_term (const QzRecord *record, const std::string &term)
{
  gsize size = term.size ();
  for (char c : term)
    size += c == '\0';
  if (size > QZ_TERM_MAX)
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("%s：索引词有 %zu 字节，上限是 %d"), qz_record_id (record), size, QZ_TERM_MAX);
}

static Xapian::Document
document_of (const QzRecord *record)
{
  Xapian::Document document;
  QzRecordCursor at = qz_record_terms_cursor (record);
  const char *text;
  gsize len;
  guint wdf;
  std::string term;
  while (qz_record_next_term (&at, &text, &len, &wdf)) {
    term.assign (text, len);
    check_term (record, term);
    document.add_term (term, wdf);
  }
  for (guint i = 0; i < qz_record_n_values (record); i++) {
    guint slot;
    const char *value = qz_record_nth_value (record, i, &slot);
    document.add_value (slot, value);
  }
  gsize data_len;
  const char *data = qz_record_data (record, &data_len);
  document.set_data (std::string (data, data_len));
  return document;
}

gboolean
qz_writer_put (QzWriter *writer, const QzRecord *record, GError **error)
{
  return guard (writer->dir, error, FALSE, [&] {
    if (!*qz_record_id (record))
      fail (QZ_INDEX_ERROR_ARGUMENT, _ ("%s：索引记录没有标识"), writer->dir.c_str ());
    std::string id = id_term (qz_record_id (record));
    Xapian::Document document = document_of (record);
    document.add_boolean_term (id);
    change (writer, [&] { writer->db.replace_document (id, document); });
    return TRUE;
  });
}

gboolean
qz_writer_delete_term (QzWriter *writer, const char *term, GError **error)
{
  return guard (writer->dir, error, FALSE, [&] {
    if (!*term)
      fail (QZ_INDEX_ERROR_ARGUMENT, _ ("%s：删除记录须指明索引词"), writer->dir.c_str ());
    if (writer->db.term_exists (term))
      change (writer, [&] { writer->db.delete_document (std::string (term)); });
    return TRUE;
  });
}

gboolean
qz_writer_set_metadata (QzWriter *writer, const char *key, const char *value, gssize len, GError **error)
{
  return guard (writer->dir, error, FALSE, [&] {
    std::string name (key), text (value ? value : "", value ? (len < 0 ? strlen (value) : len) : 0);
    if (name.empty () || name.size () > QZ_TERM_MAX)
      fail (QZ_INDEX_ERROR_ARGUMENT, _ ("%s：元数据名须有 1 至 %d 字节"), writer->dir.c_str (), QZ_TERM_MAX);
    if (is_own_key (name))
      fail (QZ_INDEX_ERROR_ARGUMENT, _ ("%s：元数据名 %s 为索引自用"), writer->dir.c_str (), key);
    if (writer->db.get_metadata (name) != text)
      change (writer, [&] { writer->db.set_metadata (name, text); });
    return TRUE;
  });
}

char *
qz_writer_get_metadata (QzWriter *writer, const char *key, GError **error)
{
  return guard (writer->dir, error, static_cast<char *> (NULL),
                [&] { return copy_string (writer->db.get_metadata (key)); });
}

GPtrArray *
qz_writer_metadata_keys (QzWriter *writer, const char *prefix, GError **error)
{
  return guard (writer->dir, error, static_cast<GPtrArray *> (NULL), [&] {
    g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
    add_metadata_keys (writer->db, prefix, keys);
    return g_steal_pointer (&keys);
  });
}

GPtrArray *
qz_writer_list (QzWriter *writer, const char *term, guint offset, guint limit, GError **error)
{
  return guard (writer->dir, error, static_cast<GPtrArray *> (NULL),
                [&] { return list_data (writer->db, term, offset, limit); });
}

gboolean
qz_writer_each_value (QzWriter *writer, guint slot, QzValueFunc each, gpointer user_data, GError **error)
{
  return guard (writer->dir, error, FALSE, [&] {
    Xapian::ValueIterator end = writer->db.valuestream_end (slot);
    for (Xapian::ValueIterator at = writer->db.valuestream_begin (slot); at != end; ++at) {
      const std::string value = *at;
      if (!each (value.data (), value.size (), user_data))
        break;
    }
    return TRUE;
  });
}

GPtrArray *
qz_writer_terms (QzWriter *writer, const char *prefix, guint limit, GError **error)
{
  return guard (writer->dir, error, static_cast<GPtrArray *> (NULL),
                [&] { return list_terms (writer->db, prefix, limit); });
}

gint64
qz_writer_count_both (QzWriter *writer, const char *term, const char *other, GError **error)
{
  return guard (writer->dir, error, static_cast<gint64> (-1), [&] {
    gint64 both = 0;
    Xapian::PostingIterator at = writer->db.postlist_begin (term), end = writer->db.postlist_end (term);
    Xapian::PostingIterator beside = writer->db.postlist_begin (other), beside_end = writer->db.postlist_end (other);
    for (; at != end; ++at) {
      if (beside != beside_end)
        beside.skip_to (*at);
      if (beside == beside_end)
        break;
      both += *beside == *at;
    }
    return both;
  });
}

gboolean
qz_writer_commit (QzWriter *writer, GError **error)
{
  return guard (writer->dir, error, FALSE, [&] {
    commit (writer);
    return TRUE;
  });
}

/* Leaves the database without what was not committed, and a generation not in use not at all. */
static void
discard (QzWriter *writer) noexcept
{
  guard (writer->dir, NULL, FALSE, [&] {
    writer->db.close ();
    return TRUE;
  });
  if (writer->lane)
    qz_database_remove (writer->dir.c_str (), writer->generation.c_str ());
  if (writer->fresh) {
    g_autofree char *current = qz_database_current (writer->dir.c_str (), NULL);
    qz_database_clean (writer->dir.c_str (), current);
  }
}

/* A generation written from nothing, packed: a third smaller, read in fewer blocks. As it is when that fails. */
static void
pack_generation (QzWriter *writer)
{
  g_autofree char *packed = qz_database_next (writer->dir.c_str ());
  try {
    Xapian::Database (writer->dir + "/" + writer->generation).compact (writer->dir + "/" + packed);
    writer->generation = packed;
  } catch (const Xapian::Error &) {
    /* such as a full disk */
  }
}

/* ---- lanes ---- */

QzWriter *
qz_writer_open_lane (QzWriter *writer, GError **error)
{
  return guard (writer->dir, error, static_cast<QzWriter *> (NULL), [&] {
    std::unique_ptr<QzWriter> lane (new QzWriter);
    lane->dir = writer->dir;
    lane->lane = true;
    create_generation (lane.get ());
    begin (lane.get ());
    return lane.release ();
  });
}

/* One new generation out of WRITER's and those of LANES, in this order. */
static void
absorb (QzWriter *writer, QzWriter *const *lanes, guint n)
{
  g_autofree char *name = qz_database_next (writer->dir.c_str ());
  std::string old = writer->generation;
  Xapian::Database all;
  commit (writer);
  writer->db.close ();
  all.add_database (Xapian::Database (writer->dir + "/" + old));
  for (guint i = 0; i < n; i++) {
    commit (lanes[i]);
    lanes[i]->db.close ();
    all.add_database (Xapian::Database (writer->dir + "/" + lanes[i]->generation));
  }
  all.compact (writer->dir + "/" + name);
  writer->generation = name;
  writer->db = Xapian::WritableDatabase (writer->dir + "/" + name, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
  writer->revision = first_revision (writer->generation);
  begin (writer);
  writer->dirty = true;   /* its revision is still that of the old one */
  if (writer->fresh)
    qz_database_remove (writer->dir.c_str (), old.c_str ());
  writer->fresh = writer->packed = true;
}

gboolean
qz_writer_absorb (QzWriter *writer, QzWriter **lanes, guint n, GError **error)
{
  gboolean done = guard (writer->dir, error, FALSE, [&] {
    check_whole (writer);
    absorb (writer, lanes, n);
    return TRUE;
  });
  if (!done)
    writer->torn = true;
  for (guint i = 0; i < n; i++)
    qz_writer_abort (lanes[i]);
  return done;
}

gboolean
qz_writer_close (QzWriter *writer, GError **error)
{
  gboolean done = guard (writer->dir, error, FALSE, [&] {
    commit (writer);
    writer->db.close ();
    if (writer->fresh || writer->first) {
      if (!writer->packed)
        pack_generation (writer);
      switch_generation (writer);
      writer->fresh = false;
      qz_database_clean (writer->dir.c_str (), writer->generation.c_str ());
    }
    return TRUE;
  });
  if (!done)
    discard (writer);
  delete writer;
  return done;
}

void
qz_writer_abort (QzWriter *writer)
{
  if (!writer)
    return;
  discard (writer);
  delete writer;
}
