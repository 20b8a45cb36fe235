#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace celltally {

// Lets libpcap read pcapng files whose interfaces differ. libpcap refuses a second interface of
// another link type or snapshot length, though merged captures often have that. So all interfaces
// are described alike while the file passes by: with the first one's link type and no limit of
// length. The true link types are kept here, packet by packet. Simple packets, whose captured
// length follows from the limit, say it themselves then. Nothing else of the file is altered, and
// no judgement is passed on it: damage is left for libpcap to find. One thread. Source:
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html
class PcapngInterfaces {
 public:
  // Interfaces of a section whose link types are remembered; a packet of a further one has none.
  static constexpr std::size_t kInterfacesMax = 65536;

  // The next octets of the file, in pieces of any size. Alters interface descriptions in place.
  void pass(std::span<std::uint8_t> octets);

  // The link type (LINKTYPE_..., as in the file) of the first packet that passed and was not asked
  // for yet. Nothing when it is not known.
  std::optional<int> take_link_type();

 private:
  std::size_t head_length() const noexcept;
  std::uint32_t head_number(std::size_t offset, std::size_t octets) const noexcept;
  void take_head();
  void take_interface();
  void take_packet(std::size_t interface);
  void pass_head(std::uint8_t& octet);
  bool simple_packet_is_cut() const noexcept;
  void alter(std::uint8_t& octet) const noexcept;

  std::array<std::uint8_t, 16> head_{};  // the block's first octets, as they were
  std::uint64_t position_ = 0;           // in the block
  std::uint64_t block_length_ = 0;       // known once the head is whole
  bool big_endian_ = false;
  bool lost_ = false;  // a length that cannot be; libpcap stops here too
  std::optional<std::uint32_t> first_link_type_;
  std::uint32_t snapshot_ = 0;             // of the section's first interface; 0: no limit
  std::vector<std::uint16_t> interfaces_;  // link types, of the section
  std::deque<std::optional<std::uint16_t>>
      ahead_;  // link types of packets; short, as read-ahead is
};

}  // namespace celltally
