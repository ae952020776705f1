/* Values of documents that searches returned lately: the second stage of a search reads some hundred texts, and the next
 * one reads many of them again. Private to the shim.
 *
 * Invariant: what is held speaks of the state in which it was read; whoever moves to another clears it.
 */
#ifndef LIB_LATELY_HH
#define LIB_LATELY_HH

#include <array>
#include <unordered_map>

#include <glib.h>

#include "lib/index/shim.hh"

namespace qz
{

class LatelyRead
{
public:
  static constexpr guint SLOTS = 32; /* slots from here on are read each time */

  LatelyRead () = default;
  LatelyRead (const LatelyRead &) = delete;
  LatelyRead &operator= (const LatelyRead &) = delete;
  ~LatelyRead ()
  {
    clear ();
  }
  void clear ();
  /* How much it may hold; less is given up at the next addition. */
  void
  bound (size_t bytes_)
  {
    most = bytes_;
  }
  /* The value of SLOT, a new reference (GRefString); NULL when it is not held. */
  char *find (Xapian::docid docid, guint slot) const;
  /* VALUE as a GRefString, held from now on where SLOT is; a new reference. All goes when it grows beyond its bound. */
  char *add (Xapian::docid docid, guint slot, const std::string &value);

private:
  using Values = std::array<char *, SLOTS>;
  std::unordered_map<Xapian::docid, Values> documents;
  size_t bytes = 0, most = 64u << 20; /* the texts of a hundred thousand provisions */
};

}

#endif
