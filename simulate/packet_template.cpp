#include "simulate/packet_template.hpp"

#include <algorithm>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kCellsPerArea = 100;
constexpr std::uint32_t kSectors = 3;  // cells of an eNB

// Writes `count` octets of `value` in network order.
void put(std::span<std::uint8_t> at, std::uint32_t value, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    at[i] = static_cast<std::uint8_t>(value >> (8 * (count - 1 - i)));
  }
}

// Overwrites `count` octets of TBCD, from the end, with the decimal digits of `number`.
void put_digits(std::span<std::uint8_t> at, std::uint32_t number, std::size_t count) {
  for (std::size_t i = count; i-- > 0; number /= 100) {
    at[i] = static_cast<std::uint8_t>(number % 10 << 4 | number / 10 % 10);
  }
}

}  // namespace

PacketTemplate::PacketTemplate(Octets packet) : packet_(std::move(packet)) {
  OctetWriter marks;
  marks.u32(kMmeTeid).u32(kSgwTeid).u24(kSequence).u16(kTac).u32(kEci);
  const std::span<const std::uint8_t> all = marks.written();
  find(all.subspan(0, 4), Field::mme_teid);
  find(all.subspan(4, 4), Field::sgw_teid);
  find(all.subspan(8, 3), Field::sequence);
  find(all.subspan(11, 2), Field::tac);
  find(all.subspan(13, 4), Field::eci);
  find(tbcd(kImsi), Field::imsi);
  find(tbcd(kMsisdn), Field::msisdn);
  find(tbcd(kImeisv), Field::imeisv);
}

void PacketTemplate::append(const PacketFields& fields, Octets& store) const {
  const std::size_t from = store.size();
  store.insert(store.end(), packet_.begin(), packet_.end());
  for (const Hole& hole : holes_) {
    fill(std::span{store}.subspan(from + hole.offset), hole.field, fields);
  }
}

void PacketTemplate::find(std::span<const std::uint8_t> mark, Field field) {
  for (auto from = packet_.begin();;) {
    const auto found = std::search(from, packet_.end(), mark.begin(), mark.end());
    if (found == packet_.end()) return;
    holes_.push_back({static_cast<std::size_t>(found - packet_.begin()), field});
    from = found + 1;
  }
}

void PacketTemplate::fill(std::span<std::uint8_t> at, Field field,
                          const PacketFields& fields) noexcept {
  switch (field) {
    case Field::mme_teid: put(at, fields.mme_teid, 4); break;
    case Field::sgw_teid: put(at, fields.sgw_teid, 4); break;
    case Field::sequence: put(at, fields.sequence, 3); break;
    case Field::tac: put(at, 1 + fields.cell / kCellsPerArea, 2); break;
    case Field::eci: put(at, (1 + fields.cell / kSectors) << 8 | fields.cell % kSectors, 4); break;
    // The last digit of the IMSI stands alone in its octet: the person's number is before it.
    case Field::imsi: put_digits(at.subspan(3), fields.person, 4); break;
    case Field::msisdn: put_digits(at.subspan(2), fields.person, 4); break;
    case Field::imeisv: put_digits(at.subspan(4), fields.person, 4); break;
  }
}

}  // namespace celltally
