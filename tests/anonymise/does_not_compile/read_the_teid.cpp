// expect: private
#include "decode/session_endpoint.hpp"

std::uint32_t teid(const celltally::SessionEndpoint& endpoint) {
  return endpoint.teid_;
}
