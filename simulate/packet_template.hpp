#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simulate/octets.hpp"
#include "simulate/packet_fields.hpp"

namespace celltally {

// A packet with holes: made once with marks where the fields go, then copied and filled in for each
// person in some ten nanoseconds.
class PacketTemplate {
 public:
  // What to build the packet with, so that the holes are found again.
  static constexpr std::uint32_t kMmeTeid = 0xe1e2e3e4;
  static constexpr std::uint32_t kSgwTeid = 0xd1d2d3d4;
  static constexpr std::uint32_t kSequence = 0xc1c2c3;
  static constexpr std::uint16_t kTac = 0x9a8b;
  static constexpr std::uint32_t kEci = 0x00a1b2c3;
  static constexpr const char* kImsi = "001019876543212";
  static constexpr const char* kMsisdn = "999708765432";
  static constexpr const char* kImeisv = "0010010087654321";

  explicit PacketTemplate(Octets packet);

  std::size_t size() const noexcept { return packet_.size(); }

  // Appends the packet with the fields in the holes.
  void append(const PacketFields& fields, Octets& store) const;

 private:
  enum class Field : std::uint8_t { mme_teid, sgw_teid, sequence, tac, eci, imsi, msisdn, imeisv };
  struct Hole {
    std::size_t offset = 0;
    Field field = Field::mme_teid;
  };

  void find(std::span<const std::uint8_t> mark, Field field);
  static void fill(std::span<std::uint8_t> at, Field field, const PacketFields& fields) noexcept;

  Octets packet_;
  std::vector<Hole> holes_;
};

}  // namespace celltally
