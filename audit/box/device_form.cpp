#include "audit/box/device_form.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {
namespace {

constexpr std::size_t kSequence = 0, kTeid = 1, kImsi = 2, kMsisdn = 3, kImeisv = 4, kCell = 5;
constexpr std::array<std::uint8_t, MessageForm::kFields> kWidths{3, 4, 8, 6, 8, 4};

std::uint64_t low(std::size_t field) {
  const unsigned bits = 8U * kWidths.at(field);
  const std::uint64_t mark = MessageForm::mark(field);
  return bits == 64 ? mark : mark & ((std::uint64_t{1} << bits) - 1);
}

Octets octets(std::size_t field) {
  Octets written;
  for (unsigned i = kWidths.at(field); i-- > 0;) {
    written.push_back(static_cast<std::uint8_t>(low(field) >> 8 * i & 0xff));
  }
  return written;
}

std::uint64_t number_of(std::span<const std::uint8_t> some) {
  std::uint64_t value = 0;
  for (const std::uint8_t octet : some) value = value << 8 | octet;
  return value;
}

std::uint64_t tbcd_number(std::string_view digits) {
  return number_of(tbcd(digits));
}

// Flags of TAI and ECGI, a tracking area, then the cell's operator and number (8.21).
Octets location() {
  Octets value{0x18};
  const Octets operator_octets = plmn_octets(plmn("001-01"));
  value.insert(value.end(), operator_octets.begin(), operator_octets.end());
  value.insert(value.end(), {0, 1});
  value.insert(value.end(), operator_octets.begin(), operator_octets.end());
  const Octets cell = octets(kCell);
  value.insert(value.end(), cell.begin(), cell.end());
  return gtpv2::element(86, value);
}

Octets marked_frame(DeviceForm::Message type) {
  using namespace gtpv2;
  constexpr std::uint8_t kBearer = 5, kEutran = 6;
  const NodeAddress mme = node("10.1.0.1");
  const Elements elements{element(1, octets(kImsi)),
                          element(76, octets(kMsisdn)),
                          element(75, octets(kImeisv)),
                          location(),
                          serving_network(plmn("001-01")),
                          rat(kEutran),
                          fteid(Interface::s11_mme, static_cast<std::uint32_t>(low(kTeid)), mme),
                          fteid(Interface::s5_c_pgw, 0, node("10.1.0.3"), 1),
                          apn("internet"),
                          selection_mode(0),
                          pdn_type(1),
                          paa(node("0.0.0.0")),
                          apn_restriction(0),
                          ambr(50'000, 150'000),
                          bearer_context({ebi(kBearer), bearer_qos()})};
  const Octets written =
      message(static_cast<std::uint8_t>(type), elements,
              {.teid = 0, .sequence = static_cast<std::uint32_t>(low(kSequence))});
  Octets frame = udp_frame({.source = mme, .destination = node("10.1.0.2")}, written);
  // "Not computed" (RFC 768): it would differ from packet to packet.
  constexpr std::ptrdiff_t kChecksum = 14 + 20 + 6;
  std::fill_n(frame.begin() + kChecksum, 2, std::uint8_t{0});
  return frame;
}

std::string counted(std::string text, std::size_t length, std::uint64_t number) {
  const std::string digits = std::to_string(number);
  text.append(length - text.size() - digits.size(), '0');
  return text + digits;
}

}  // namespace

DeviceForm::DeviceForm(Message message) : form_(marked_frame(message), kWidths) {}

DeviceForm::Digits DeviceForm::Digits::of(const CanaryPerson& person) {
  return {.imsi = tbcd_number(person.imsi),
          .msisdn = tbcd_number(person.msisdn),
          .imeisv = tbcd_number(person.imeisv)};
}

DeviceForm::Digits DeviceForm::Digits::of(std::uint64_t device) {
  return {.imsi = tbcd_number(counted("00101", 15, device)),
          .msisdn = tbcd_number(counted("999", 12, device)),
          .imeisv = tbcd_number(counted("0010010", 16, device))};
}

void DeviceForm::fill(const Digits& digits, Place cell, Octets& frame) {
  MessageForm::Values values{};
  values[kImsi] = digits.imsi;
  values[kMsisdn] = digits.msisdn;
  values[kImeisv] = digits.imeisv;
  values[kSequence] = ++sequence_ & 0x7fffff;
  values[kTeid] = 0x01000000U + (sequence_ & 0xffffffU);
  values[kCell] = cell.id();
  form_.fill(values, frame);
}

Place audit_cell(std::uint32_t number) {
  return Place{PlaceKind::ecgi, plmn("001-01"), number};
}

}  // namespace celltally
