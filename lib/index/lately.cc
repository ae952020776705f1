#include "config.h"

#include "lib/index/lately.hh"

using namespace qz;

/* What a document and a value take besides their bytes, about. */
#define DOCUMENT_BYTES (sizeof (Values) + 32)
#define VALUE_BYTES 32

void
LatelyRead::clear ()
{
  for (auto &one : documents)
    for (char *value : one.second)
      if (value)
        g_ref_string_release (value);
  documents.clear ();
  bytes = 0;
}

char *
LatelyRead::find (Xapian::docid docid, guint slot) const
{
  if (slot >= SLOTS)
    return NULL;
  auto found = documents.find (docid);
  char *value = found != documents.end () ? found->second[slot] : NULL;
  return value ? g_ref_string_acquire (value) : NULL;
}

char *
LatelyRead::add (Xapian::docid docid, guint slot, const std::string &value)
{
  char *made = g_ref_string_new_len (value.data (), value.size ());

  if (slot >= SLOTS)
    return made;
  if (bytes > most)
    clear ();
  auto inserted = documents.emplace (docid, Values{});
  char *&held = inserted.first->second[slot];
  if (inserted.second)
    bytes += DOCUMENT_BYTES;
  if (held)
    g_ref_string_release (held);
  held = g_ref_string_acquire (made);
  bytes += value.size () + VALUE_BYTES;
  return made;
}
