#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "decode/ip_address.hpp"
#include "decode/sctp_endpoints.hpp"

namespace celltally {

// The addresses by which a direction of an association became known. Its packets may come over
// other paths, from and to other addresses of the same two ends (RFC 9260 6.4); what is named by
// the address of an end is named by these, whichever path a packet took.
class SctpHome {
 public:
  constexpr bool known() const noexcept { return known_; }

  void become(const SctpEndpoints& ends) noexcept {
    source_.keep(ends.source);
    destination_.keep(ends.destination);
    known_ = true;
  }
  // REQUIRES: known(). What is put there borrows from here.
  void replace(SctpEndpoints& ends) const noexcept {
    if (!(source_.address() == ends.source)) ends.source = source_.address();
    if (!(destination_.address() == ends.destination)) ends.destination = destination_.address();
  }

 private:
  struct Kept {
    std::array<std::uint8_t, 16> octets{};
    std::uint8_t length = 0;

    void keep(const IpAddress& address) noexcept {
      length = static_cast<std::uint8_t>(std::min(address.length, octets.size()));
      std::copy_n(address.octets, length, octets.begin());
    }
    IpAddress address() const noexcept { return {octets.data(), length}; }
  };

  Kept source_;
  Kept destination_;
  bool known_ = false;
};

}  // namespace celltally
