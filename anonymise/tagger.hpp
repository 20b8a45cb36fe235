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
#include "decode/temporary_id.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// Reads identifiers, and turns them into tags, a burst at a time. A tag is the first 64
// bits of AES-256-CMAC (NIST SP 800-38B, RFC 4493 with a longer key) under the epoch's key, over
// whole blocks:
//
//   permanent identity   kind | digits as TBCD, filler f            16 octets
//   endpoint             10 | IPv4 address | TEID | 0 ...           16
//                        11 | TEID | 0 ...                          16, no address captured
//                        12 | IPv6 address | TEID | 0 ...           32
//   secret               20 | number | 0 ...                       16, for TransactionHash
//   listed hash          21 | 60 bits of it | 0 ...                16, for LateOptOuts
//   temporary identifier 40 + kind | length | octets | 0 ...        16 or 32
//
// The digits alone decide: the same IMSI in TBCD, in a mobile identity and in ASCII has one tag.
// One thread; use: clear(), add() ..., run(), tag() ...; the slots are good until the next clear().
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
  // The same, and overwrites the tags of the last bursts.
  void forget_tags() noexcept { burst_.forget(); }

  // REQUIRES: present(); no more than CmacBurst::kTagsMax in all since clear().
  PersonSlot add(const SubscriberId& identity) noexcept;
  SessionSlot add(const SessionEndpoint& endpoint) noexcept {
    assert(endpoint.present());
    if (endpoint.node_length_ != 4) [[unlikely]]
      return add_other(endpoint);
    SessionSlot session;
    session.slot_ = burst_.begin();
    const std::uint64_t node = u32(endpoint.node_octets_);
    const std::uint64_t teid = endpoint.teid_;
    burst_.finish(session.slot_,
                  {big_endian(std::uint64_t{kEndpointIpv4} << 56 | node << 24 | teid >> 8),
                   big_endian(teid << 56)},
                  subkey());
    return session;
  }

  // REQUIRES: present().
  SessionSlot add(const TemporaryId& id) noexcept;

  void run() noexcept;

  // Never unknown. REQUIRES: run() since the slot was given.
  Tag tag(PersonSlot slot) const noexcept { return {value(slot.slot_)}; }
  SessionTag tag(SessionSlot slot) const noexcept { return {value(slot.slot_)}; }

  // Numbers that only this epoch's key gives. Clears the burst.
  TransactionHash::Secrets transaction_secrets() noexcept;

  // What this epoch's key makes of a hash in the operator's lists. Overwrites the burst.
  std::uint64_t keyed(std::uint64_t listed_hash) noexcept;

  // The node that an endpoint is at: equipment, no person.
  static IpAddress node_of(const SessionEndpoint& endpoint) noexcept {
    return {endpoint.node_octets_, endpoint.node_length_};
  }
  // The node that gave a context or an accounting session, and its port: equipment, no person. None
  // for other kinds. Borrows from `id`.
  static IpAddress node_of(const TemporaryId& id) noexcept;
  static std::uint16_t port_of(const TemporaryId& id) noexcept;
  // The signalling point that gave a connection's reference, as SignallingPoint::scope; 0 for other
  // kinds.
  static std::uint64_t point_of(const TemporaryId& id) noexcept;

 private:
  friend class OperatorKey;  // the other reader, of an IMSI's digits as lay() has them

  // First octets of the blocks that are not permanent identities; those begin with their kind, 1 to
  // 3; temporary ones with theirs, from 0x41 on.
  static constexpr std::uint8_t kEndpointIpv4 = 0x10;
  static constexpr std::uint8_t kEndpointNoAddress = 0x11;
  static constexpr std::uint8_t kEndpointIpv6 = 0x12;
  static constexpr std::uint8_t kTransactionSecret = 0x20;
  static constexpr std::uint8_t kListedHash = 0x21;

  CmacBurst::Subkey subkey() const noexcept {
    return key_.subkey().first<CmacBurst::kBlockOctets>();
  }
  // A number as its octets stand on the wire, and back.
  template <typename Number>
  static constexpr Number big_endian(Number number) noexcept {
    if constexpr (std::endian::native == std::endian::big) {
      return number;
    } else if constexpr (sizeof(Number) == 8) {
      return __builtin_bswap64(number);
    } else {
      return __builtin_bswap32(number);
    }
  }
  static std::uint32_t u32(const std::uint8_t* octets) noexcept {
    std::uint32_t number = 0;
    std::memcpy(&number, octets, sizeof(number));
    return big_endian(number);
  }
  static void put_u32(CmacBurst::Block& block, std::size_t at, std::uint32_t number) noexcept {
    number = big_endian(number);
    std::memcpy(&block[at], &number, sizeof(number));
  }
  static void lay(const SubscriberId& identity, CmacBurst::Block& block) noexcept;
  SessionSlot add_other(const SessionEndpoint& endpoint) noexcept;

  std::uint64_t value(CmacBurst::Slot slot) const noexcept {
    std::uint64_t number = 0;
    std::memcpy(&number, burst_.block(slot).data(), sizeof(number));
    number = big_endian(number);
    return number == 0 ? 1 : number;  // zero means "not known"
  }

  EpochKey key_;
  CmacBurst burst_;
};

}  // namespace celltally
