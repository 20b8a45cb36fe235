#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "anonymise/session_tag.hpp"
#include "decode/session_references.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// Names the transaction that a message is part of: the same for its retransmissions, and (with
// overwhelming probability) different for everything else (TS 29.274 7.6, TS 29.060 7.6). What is
// for another receiver, or names another person, is another transaction: those that begin a session
// have TEID 0, and 16 bits of sequence come round quickly.
//
// Nothing here identifies a person but the two tags, which are keyed already; so this need not be a
// cipher. It is a hash of two multiplications with secret numbers, which those who send cannot make
// collide.
class TransactionHash {
 public:
  // Secret, random, and of one epoch: Tagger::secrets().
  using Secrets = std::array<std::uint64_t, 4>;

  explicit TransactionHash(const Secrets& secrets) noexcept : secrets_(secrets) {}

  SessionTag operator()(const SessionReferences& session, Protocol protocol, std::uint8_t type,
                        SessionTag receiver, Tag person) const noexcept {
    const std::uint64_t message = std::uint64_t{session.sequence} << 32 |
                                  std::uint64_t{session.source_port} << 16 |
                                  session.destination_port;
    const std::uint64_t which = std::uint64_t{static_cast<std::uint8_t>(protocol)} << 8 | type;
    const std::uint64_t one = folded(message ^ secrets_[0], receiver.value ^ secrets_[1]);
    const std::uint64_t two =
        folded(nodes(session) ^ secrets_[2], person.value ^ secrets_[3] ^ which);
    const std::uint64_t value = folded(one ^ secrets_[3], two ^ secrets_[0]);
    return {value == 0 ? 1 : value};
  }

 private:
  __extension__ using Product = unsigned __int128;

  // Both halves of the product.
  static std::uint64_t folded(std::uint64_t one, std::uint64_t other) noexcept {
    const Product product = Product{one} * other;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }

  std::uint64_t nodes(const SessionReferences& session) const noexcept {
    return std::rotl(address(session.source), 32) ^ address(session.destination);
  }
  // An IPv4 address itself; 64 bits of an IPv6 one.
  std::uint64_t address(const IpAddress& ip) const noexcept {
    std::array<std::uint64_t, 2> words{};
    if (ip.length == 4) {
      std::memcpy(words.data(), ip.octets, 4);
      return words[0];
    }
    if (ip.length != sizeof(words)) return secrets_[1];  // the capture has none
    std::memcpy(words.data(), ip.octets, sizeof(words));
    return folded(words[0] ^ secrets_[2], words[1] ^ secrets_[3]);
  }

  Secrets secrets_;
};

}  // namespace celltally
