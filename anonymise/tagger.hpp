#pragma once

#include <cstdint>

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
  SessionSlot add(const SessionEndpoint& endpoint) noexcept;

  void run() noexcept;

  // Never unknown. REQUIRES: run() since the slot was given.
  Tag tag(PersonSlot slot) const noexcept;
  SessionTag tag(SessionSlot slot) const noexcept;

  // Numbers that only this epoch's key gives. Clears the burst.
  TransactionHash::Secrets transaction_secrets() noexcept;

  // The node that an endpoint is at: equipment, no person.
  static IpAddress node_of(const SessionEndpoint& endpoint) noexcept {
    return {endpoint.node_octets_, endpoint.node_length_};
  }

 private:
  std::uint64_t value(CmacBurst::Slot slot) const noexcept;

  EpochKey key_;
  CmacBurst burst_;
};

}  // namespace celltally
