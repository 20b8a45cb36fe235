// expect: no match for|invalid operands
#include "anonymise/session_tag.hpp"
#include "vocabulary/tag.hpp"

bool same(celltally::SessionTag session, celltally::Tag person) {
  return session == person;
}
