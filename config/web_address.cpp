#include "config/web_address.hpp"

namespace celltally {

namespace {

std::string_view host_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find('/'));
  if (address.starts_with('[')) return address.substr(0, address.find(']') + 1);
  return address.substr(0, address.find(':'));
}

}  // namespace

bool is_https(std::string_view url) noexcept {
  return url.starts_with("https://");
}

bool is_loopback(std::string_view address) noexcept {
  const std::string_view host = host_of(address);
  if (host == "localhost" || host == "[::1]") return true;
  // A name may begin with the same digits.
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace celltally
