// expect: no match for|invalid operands
#include "decode/session_endpoint.hpp"

bool same(const celltally::SessionEndpoint& one, const celltally::SessionEndpoint& other) {
  return one == other;
}
