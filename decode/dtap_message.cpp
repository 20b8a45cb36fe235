#include "decode/dtap_message.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace celltally {
namespace {

constexpr std::uint8_t kFirst = 0x80;
constexpr std::uint8_t kOther = 0xff;

// Protocol discriminators (TS 24.007 11.2.3.1.1).
constexpr std::uint8_t kCalls = 3;
constexpr std::uint8_t kMobility = 5;
constexpr std::uint8_t kRadio = 6;
constexpr std::uint8_t kGprsMobility = 8;
constexpr std::uint8_t kShortMessages = 9;
constexpr std::uint8_t kServices = 11;

struct DtapMessage {
  std::uint8_t protocol;
  std::uint8_t type;
  std::string_view name;
};

// Append only: a message's place is its number.
constexpr DtapMessage kMessages[] = {
    {kMobility, 0x01, "IMSI Detach Indication"},
    {kMobility, 0x02, "Location Updating Accept"},
    {kMobility, 0x04, "Location Updating Reject"},
    {kMobility, 0x08, "Location Updating Request"},
    {kMobility, 0x11, "Authentication Reject"},
    {kMobility, 0x12, "Authentication Request"},
    {kMobility, 0x14, "Authentication Response"},
    {kMobility, 0x18, "Identity Request"},
    {kMobility, 0x19, "Identity Response"},
    {kMobility, 0x1a, "TMSI Reallocation Command"},
    {kMobility, 0x1b, "TMSI Reallocation Complete"},
    {kMobility, 0x1c, "Authentication Failure"},
    {kMobility, 0x21, "CM Service Accept"},
    {kMobility, 0x22, "CM Service Reject"},
    {kMobility, 0x23, "CM Service Abort"},
    {kMobility, 0x24, "CM Service Request"},
    {kMobility, 0x25, "CM Service Prompt"},
    {kMobility, 0x28, "CM Re-establishment Request"},
    {kMobility, 0x29, "Abort"},
    {kMobility, 0x30, "MM Null"},
    {kMobility, 0x31, "MM Status"},
    {kMobility, 0x32, "MM Information"},
    {kRadio, 0x27, "Paging Response"},
    {kRadio, 0x32, "Ciphering Mode Complete"},
    {kCalls, 0x01, "Alerting"},
    {kCalls, 0x02, "Call Proceeding"},
    {kCalls, 0x03, "Progress"},
    {kCalls, 0x04, "CC-Establishment"},
    {kCalls, 0x05, "Setup"},
    {kCalls, 0x06, "CC-Establishment Confirmed"},
    {kCalls, 0x07, "Connect"},
    {kCalls, 0x08, "Call Confirmed"},
    {kCalls, 0x09, "Start CC"},
    {kCalls, 0x0b, "Recall"},
    {kCalls, 0x0e, "Emergency Setup"},
    {kCalls, 0x0f, "Connect Acknowledge"},
    {kCalls, 0x10, "User Information"},
    {kCalls, 0x13, "Modify Reject"},
    {kCalls, 0x17, "Modify"},
    {kCalls, 0x18, "Hold"},
    {kCalls, 0x19, "Hold Acknowledge"},
    {kCalls, 0x1a, "Hold Reject"},
    {kCalls, 0x1c, "Retrieve"},
    {kCalls, 0x1d, "Retrieve Acknowledge"},
    {kCalls, 0x1e, "Retrieve Reject"},
    {kCalls, 0x1f, "Modify Complete"},
    {kCalls, 0x25, "Disconnect"},
    {kCalls, 0x2a, "Release Complete"},
    {kCalls, 0x2d, "Release"},
    {kCalls, 0x31, "Stop DTMF"},
    {kCalls, 0x32, "Stop DTMF Acknowledge"},
    {kCalls, 0x34, "Status Enquiry"},
    {kCalls, 0x35, "Start DTMF"},
    {kCalls, 0x36, "Start DTMF Acknowledge"},
    {kCalls, 0x37, "Start DTMF Reject"},
    {kCalls, 0x39, "Congestion Control"},
    {kCalls, 0x3a, "Facility"},
    {kCalls, 0x3d, "Status"},
    {kCalls, 0x3e, "Notify"},
    {kShortMessages, 0x01, "CP-DATA"},
    {kShortMessages, 0x04, "CP-ACK"},
    {kShortMessages, 0x10, "CP-ERROR"},
    {kServices, 0x2a, "Supplementary Service Release Complete"},
    {kServices, 0x3a, "Supplementary Service Facility"},
    {kServices, 0x3b, "Supplementary Service Register"},
};

static_assert(std::size(kMessages) < kOther - kFirst);

// Where the discriminator's upper half is a transaction, two bits of the type are a number
// (TS 24.007 11.2.3.2).
constexpr bool is_numbered(std::uint8_t protocol) noexcept {
  return protocol != kRadio && protocol != kGprsMobility && protocol != kShortMessages;
}

}  // namespace

std::uint8_t dtap_type(std::span<const std::uint8_t> nas) noexcept {
  if (nas.size() < 2) return kOther;
  const std::uint8_t protocol = nas[0] & 0x0f;
  const std::uint8_t type = is_numbered(protocol) ? nas[1] & 0x3f : nas[1];
  const auto* const found = std::ranges::find_if(kMessages, [&](const DtapMessage& each) {
    return each.protocol == protocol && each.type == type;
  });
  if (found == std::end(kMessages)) return kOther;
  return static_cast<std::uint8_t>(kFirst + (found - std::begin(kMessages)));
}

std::string_view dtap_message_name(std::uint8_t type) noexcept {
  if (type == kOther) return "DTAP";
  const std::size_t place = type - kFirst;
  return place < std::size(kMessages) ? kMessages[place].name : std::string_view{};
}

}  // namespace celltally
