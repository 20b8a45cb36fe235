#include "decode/sip_method.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "decode/sip.hpp"

namespace celltally {
namespace {

// What stands for a method is its place here. A REGISTER that registers anew looks like the first
// one, and leaving the IMS is not leaving the network: all of them only tell where somebody is.
constexpr std::array kMethods{
    SipMethod{},
    SipMethod{"REGISTER", "Response to REGISTER", EventKind::location_report},
    SipMethod{"INVITE", "Response to INVITE", EventKind::call},
    SipMethod{"ACK", "Response to ACK"},
    SipMethod{"BYE", "Response to BYE", EventKind::call},
    SipMethod{"CANCEL", "Response to CANCEL"},
    SipMethod{"OPTIONS", "Response to OPTIONS"},
    SipMethod{"MESSAGE", "Response to MESSAGE", EventKind::text},
    SipMethod{"SUBSCRIBE", "Response to SUBSCRIBE"},
    SipMethod{"NOTIFY", "Response to NOTIFY"},
    SipMethod{"PUBLISH", "Response to PUBLISH"},
    SipMethod{"PRACK", "Response to PRACK"},
    SipMethod{"UPDATE", "Response to UPDATE"},
    SipMethod{"INFO", "Response to INFO"},
    SipMethod{"REFER", "Response to REFER"},
};

}  // namespace

std::uint8_t sip_method_number(std::span<const std::uint8_t> name) noexcept {
  for (std::size_t i = 1; i < kMethods.size(); ++i) {
    if (std::ranges::equal(kMethods[i].name, name, [](char letter, std::uint8_t octet) {
          return static_cast<std::uint8_t>(letter) == octet;
        })) {
      return static_cast<std::uint8_t>(i);
    }
  }
  return 0;
}

const SipMethod& sip_method(std::uint8_t number) noexcept {
  return kMethods[number < kMethods.size() ? number : 0];
}

std::string_view sip_message_name(std::uint8_t type) noexcept {
  const SipMethod& method = sip_method(type & static_cast<std::uint8_t>(~kSipResponse));
  return (type & kSipResponse) != 0 ? method.response : method.name;
}

}  // namespace celltally
