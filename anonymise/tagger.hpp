#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "anonymise/cmac_burst.hpp"
#include "anonymise/epoch_key.hpp"
#include "anonymise/session_tag.hpp"
#include "anonymise/transaction_hash.hpp"
#include "decode/session_endpoint.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// The only reader of identifiers: turns them into tags, a burst at a time. A tag is the first 64
// bits of AES-256-CMAC (NIST SP 800-38B, RFC 4493 with a longer key) under the epoch's key, over
// whole blocks:
//
//   permanent identity   kind | digits as TBCD, filler f            16 octets
//   endpoint             10 | IPv4 address | TEID | 0 ...           16
//                        11 | TEID | 0 ...                          16, no address captured
//                        12 | IPv6 address | TEID | 0 ...           32
//   secret               20 | number | 0 ...                       16, for TransactionHash
//
// The digits alone decide: the same IMSI in TBCD, in a mobile identity and in ASCII has one tag. An
// IMEI is cut to 14 digits, so that it agrees with the same device's IMEISV (TS 23.003 6.2). One
// thread; use: clear(), add() ..., run(), tag() ...; the slots are good until the next clear().
class Tagger {
 public:
  class PersonSlot {
    friend class Tagger;
    CmacBurst::Slot slot_;
  };
  class SessionSlot {
    friend class Tagger;
    CmacBurst::Slot slot_;
  };

  explicit Tagger(EpochKey key) noexcept;

  // The old key is destroyed, and the tags of the last burst with it.
  void replace_key(EpochKey key) noexcept;

  void clear() noexcept { burst_.clear(); }

  // REQUIRES: present(); no more than CmacBurst::kTagsMax in all since clear().
  PersonSlot add(const SubscriberId& identity) noexcept;
  SessionSlot add(const SessionEndpoint& endpoint) noexcept {
    assert(endpoint.present());
    if (endpoint.node_length_ != 4) [[unlikely]]
      return add_other(endpoint);
    SessionSlot session;
    session.slot_ = burst_.begin();
    CmacBurst::Block& block = burst_.block(session.slot_);
    block.fill(0);
    block[0] = kEndpointIpv4;
    std::memcpy(&block[1], endpoint.node_octets_, 4);
    put_u32(block, 5, endpoint.teid_);
    return session;
  }

  void run() noexcept;

  // Never unknown. REQUIRES: run() since the slot was given.
  Tag tag(PersonSlot slot) const noexcept { return {value(slot.slot_)}; }
  SessionTag tag(SessionSlot slot) const noexcept { return {value(slot.slot_)}; }

  // Numbers that only this epoch's key gives. Clears the burst.
  TransactionHash::Secrets transaction_secrets() noexcept;

  // The node that an endpoint is at: equipment, no person.
  static IpAddress node_of(const SessionEndpoint& endpoint) noexcept {
    return {endpoint.node_octets_, endpoint.node_length_};
  }

 private:
  // First octets of the blocks that are not permanent identities; those begin with their kind, 1 to
  // 3.
  static constexpr std::uint8_t kEndpointIpv4 = 0x10;
  static constexpr std::uint8_t kEndpointNoAddress = 0x11;
  static constexpr std::uint8_t kEndpointIpv6 = 0x12;
  static constexpr std::uint8_t kTransactionSecret = 0x20;

  static void put_u32(CmacBurst::Block& block, std::size_t at, std::uint32_t value) noexcept {
    if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap32(value);
    std::memcpy(&block[at], &value, sizeof(value));
  }
  SessionSlot add_other(const SessionEndpoint& endpoint) noexcept;

  std::uint64_t value(CmacBurst::Slot slot) const noexcept {
    std::uint64_t number = 0;
    std::memcpy(&number, burst_.block(slot).data(), sizeof(number));
    if constexpr (std::endian::native == std::endian::little) number = __builtin_bswap64(number);
    return number == 0 ? 1 : number;  // zero means "not known"
  }

  EpochKey key_;
  CmacBurst burst_;
};

}  // namespace celltally
