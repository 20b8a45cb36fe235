#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "decode/ip_address.hpp"

namespace celltally {

// An identifier that a network gave to a person's device for a while: of a context, a tunnel, a
// session, a registration. As confidential as a permanent one, so nobody but the Tagger can look at
// it. Holds a copy of its octets, unlike SubscriberId: whoever holds it must see to forget().
//
// It stands for the same device in every message, and in every protocol, that builds it by the same
// function from the same numbers. Numbers that only one node understands are built with the node.
class TemporaryId {
 public:
  // The values are the first octets of tagged blocks (Tagger): never renumber.
  enum class Kind : std::uint8_t {
    none = 0,
    enb_ue = 0x41,            // eNB-UE-S1AP-ID at its eNB (TS 36.413 9.2.3.4)
    mme_ue = 0x42,            // MME-UE-S1AP-ID at its MME (TS 36.413 9.2.3.3)
    ran_ue = 0x43,            // RAN-UE-NGAP-ID at its gNB or ng-eNB (TS 38.413 9.3.3.2)
    amf_ue = 0x44,            // AMF-UE-NGAP-ID at its AMF (TS 38.413 9.3.3.1)
    guti = 0x45,              // GUTI or 5G-GUTI: mapped to one another they are the same ten octets
    s_tmsi = 0x46,            // MMEC and M-TMSI at an MME (TS 23.003 2.8)
    s_tmsi_5g = 0x47,         // AMF set, pointer and 5G-TMSI at an AMF (TS 23.003 2.11)
    user_tunnel = 0x48,       // address and TEID of the core's end of S1-U or N3
    tmsi = 0x49,              // TMSI in its location area (TS 23.003 2.4)
    p_tmsi = 0x4a,            // P-TMSI in its routing area (TS 23.003 2.4)
    tlli = 0x4b,              // TLLI in its cell's routing area (TS 23.003 2.6)
    sccp_connection = 0x4c,   // local reference at its signalling point (ITU-T Q.713 3.3)
    pfcp_session = 0x4d,      // SEID at its node (TS 29.244 5.6.2)
    ue_address = 0x4e,        // IP address of the device in its packet data network
    diameter_session = 0x4f,  // Session-Id (RFC 6733 8.8)
    radius_session = 0x50,    // Acct-Session-Id at its NAS (RFC 2866 5.5)
    sip_dialog = 0x51,        // Call-ID (RFC 3261 8.1.1.4)
    wifi_device = 0x52,       // MAC address of the device: often made up for the network
  };

  // What the message that names it says of it.
  enum class Role : std::uint8_t {
    names,  // it was the device's before: the person may be found by it
    given,  // it is the device's from this message on, whoever had it before
    ends,   // as `names`, and it is nobody's after this message
  };

  TemporaryId() = default;

  // A number of at most 48 bits that a node gave. The port tells nodes of one address apart; 0
  // where the protocol has none.
  static TemporaryId at_node(Kind kind, const IpAddress& node, std::uint16_t port,
                             std::uint64_t number) noexcept {
    TemporaryId id;
    id.become(kind, node, port, number, Role::names);
    return id;
  }
  // The same, in place.
  void become(Kind kind, const IpAddress& node, std::uint16_t port, std::uint64_t number,
              Role role) noexcept {
    constexpr int kNumberBits = 48;
    constexpr std::uint64_t kNumber = (std::uint64_t{1} << kNumberBits) - 1;
    become(kind, node, std::uint64_t{port} << kNumberBits | (number & kNumber), role);
  }
  // The same with all 64 bits, and without a port.
  static TemporaryId long_at_node(Kind kind, const IpAddress& node, std::uint64_t number) noexcept {
    TemporaryId id;
    id.become(kind, node, number, Role::names);
    return id;
  }
  // Octets as they are: a GUTI's ten (PLMN, group, code, TMSI), a device's address.
  // REQUIRES: at most kOctetsMax.
  static TemporaryId of_octets(Kind kind, std::span<const std::uint8_t> octets) noexcept {
    TemporaryId id(kind);
    id.put(octets);
    return id;
  }
  // The same where they stand in two places, one behind the other. REQUIRES: at most kOctetsMax.
  static TemporaryId of_octets(Kind kind, std::span<const std::uint8_t> first,
                               std::span<const std::uint8_t> then) noexcept {
    TemporaryId id;
    id.become(kind, first, then, Role::names);
    return id;
  }
  // The same, in place.
  void become(Kind kind, std::span<const std::uint8_t> first, std::span<const std::uint8_t> then,
              Role role) noexcept {
    begin(kind, role);
    put(first);
    put(then);
  }
  // A number in an area, which is Place::key(), or in another scope of 64 bits.
  static TemporaryId in_scope(Kind kind, std::uint64_t scope, std::uint32_t number) noexcept {
    TemporaryId id(kind);
    id.put_number(scope, 8);
    id.put_number(number, 4);
    return id;
  }
  // Text of any length, as its digest; `node` may be none.
  static TemporaryId of_text(Kind kind, const IpAddress& node,
                             std::span<const std::uint8_t> text) noexcept;

  constexpr bool present() const noexcept { return kind_ != Kind::none; }
  constexpr Kind kind() const noexcept { return kind_; }
  constexpr Role role() const noexcept { return role_; }
  constexpr TemporaryId as(Role role) const noexcept {
    TemporaryId id = *this;
    id.role_ = role;
    return id;
  }
  // Leaves nothing behind.
  void forget() noexcept { *this = TemporaryId{}; }

 private:
  friend class Tagger;

  static constexpr std::size_t kOctetsMax = 28;

  constexpr explicit TemporaryId(Kind kind) noexcept : kind_(kind) {}

  // Member by member: g++ would make a whole one elsewhere and copy it.
  void begin(Kind kind, Role role) noexcept {
    role_ = role;
    unused_ = 0;
    kind_ = kind;
    length_ = 0;
    octets_.fill(0);
  }
  void become(Kind kind, const IpAddress& node, std::uint64_t number, Role role) noexcept {
    begin(kind, role);
    if (node.length == 4) {  // of a length that the compiler knows: a load, and two stores
      std::memcpy(octets_.data(), node.octets, 4);
      put_all<4>(number);
    } else if (node.length == 16) {
      std::memcpy(octets_.data(), node.octets, 16);
      put_all<16>(number);
    } else {
      put_all<0>(number);
    }
  }
  void put(std::span<const std::uint8_t> octets) noexcept {
    const std::size_t room = kOctetsMax - length_;
    const std::size_t count = octets.size() < room ? octets.size() : room;
    if (count != 0) std::memcpy(octets_.data() + length_, octets.data(), count);
    length_ = static_cast<std::uint8_t>(length_ + count);
  }
  // Written out, for g++ makes one store of it then. What stands before it is there.
  template <std::size_t kAt>
  void put_all(std::uint64_t number) noexcept {
    const std::array<std::uint8_t, 8> big_endian{
        static_cast<std::uint8_t>(number >> 56), static_cast<std::uint8_t>(number >> 48),
        static_cast<std::uint8_t>(number >> 40), static_cast<std::uint8_t>(number >> 32),
        static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
        static_cast<std::uint8_t>(number >> 8),  static_cast<std::uint8_t>(number)};
    std::memcpy(octets_.data() + kAt, big_endian.data(), big_endian.size());
    length_ = kAt + big_endian.size();
  }
  void put_number(std::uint64_t number, std::size_t octets) noexcept {
    std::array<std::uint8_t, 8> big_endian{};
    for (std::size_t i = octets; i-- > 0; number >>= 8) {
      big_endian[i] = static_cast<std::uint8_t>(number);
    }
    put(std::span{big_endian}.first(octets));
  }

  // From `kind_` on as they stand in the tagged block.
  Role role_ = Role::names;
  std::uint8_t unused_ = 0;
  Kind kind_ = Kind::none;
  std::uint8_t length_ = 0;
  std::array<std::uint8_t, kOctetsMax> octets_{};
};

// "ran_ue", "guti", ...; empty for none.
std::string_view to_text(TemporaryId::Kind kind) noexcept;

static_assert(std::is_trivially_copyable_v<TemporaryId>);
static_assert(sizeof(TemporaryId) == 32, "two blocks of the tag's cipher");

}  // namespace celltally
