// expect: could not convert|no viable conversion|cannot convert
#include "anonymise/session_tag.hpp"
#include "vocabulary/tag.hpp"

celltally::Tag person(celltally::SessionTag session) {
  return session;
}
