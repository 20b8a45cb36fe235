// The words of the enumerations, as they stand in every output.

#include <array>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/link_type.hpp"
#include "vocabulary/machine_hint.hpp"
#include "vocabulary/noise_shape.hpp"
#include "vocabulary/place_kind.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/service_class.hpp"
#include "vocabulary/signalling_event.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

std::string_view to_text(EventKind kind) noexcept {
  static constexpr std::array<std::string_view, kEventKinds> kWords{"",
                                                                    "attach",
                                                                    "area_update",
                                                                    "periodic_update",
                                                                    "service_request",
                                                                    "handover_prepare",
                                                                    "handover",
                                                                    "location_report",
                                                                    "idle",
                                                                    "paging",
                                                                    "session_new",
                                                                    "session_modify",
                                                                    "session_end",
                                                                    "detach",
                                                                    "suspend",
                                                                    "call",
                                                                    "text"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view to_text(ServiceClass service) noexcept {
  static constexpr std::array<std::string_view, kServiceClasses> kWords{"",     "voice", "text",
                                                                        "data", "ims",   "other"};
  return kWords[static_cast<std::size_t>(service)];
}

std::string_view to_text(NoiseShape shape) noexcept {
  return shape == NoiseShape::gaussian ? "gaussian" : "geometric";
}

std::optional<NoiseShape> noise_shape_from_text(std::string_view text) noexcept {
  for (const NoiseShape shape : {NoiseShape::gaussian, NoiseShape::geometric}) {
    if (text == to_text(shape)) return shape;
  }
  return std::nullopt;
}

std::string_view to_text(Presence presence) noexcept {
  static constexpr std::array<std::string_view, 6> kWords{"none", "exact",    "last_known",
                                                          "area", "intended", "leaves"};
  return kWords[static_cast<std::size_t>(presence)];
}

std::string_view to_text(Protocol protocol) noexcept {
  static constexpr std::array<std::string_view, kProtocols> kWords{
      "gtpv1",  "gtpv2", "s1ap",  "ngap",  "sgsap", "pfcp", "diameter",
      "radius", "sip",   "ranap", "bssap", "bssgp", "sccp"};
  return kWords[static_cast<std::size_t>(protocol)];
}

std::string_view to_text(KnownBy known_by) noexcept {
  static constexpr std::array<std::string_view, 4> kWords{"", "identity", "session", "temporary"};
  return kWords[static_cast<std::size_t>(known_by)];
}

std::string_view to_text(MachineHint hint) noexcept {
  static constexpr std::array<std::string_view, 4> kWords{"", "network", "device", "subscription"};
  return kWords[static_cast<std::size_t>(hint)];
}

std::string_view to_text(LinkType type) noexcept {
  static constexpr std::array<std::string_view, 8> kWords{
      "unsupported", "ethernet", "linux-sll", "linux-sll2", "raw-ip", "null", "loop", "gtp-c"};
  return kWords[static_cast<std::size_t>(type)];
}

std::string_view to_text(PlaceKind kind) noexcept {
  static constexpr std::array<std::string_view, 14> kWords{"",    "cgi",  "sai",  "rai", "lai",
                                                           "tai", "ecgi", "ncgi", "tai", "enb",
                                                           "enb", "wifi", "zone", "site"};
  const auto index = static_cast<std::size_t>(kind);
  return index < kWords.size() ? kWords[index] : std::string_view{};
}

std::string_view to_text(Statistic statistic) noexcept {
  static constexpr std::array<std::string_view, kStatistics> kWords{
      "dwell",    "events",  "flows",   "machines", "origin",
      "presence", "quality", "roamers", "segments", "visitors"};
  return kWords[static_cast<std::size_t>(statistic)];
}

std::optional<Statistic> statistic_from_text(std::string_view text) noexcept {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    if (text == to_text(statistic)) return statistic;
  }
  return std::nullopt;
}

std::string_view to_text(ReleaseState state) noexcept {
  static constexpr std::array<std::string_view, 3> kWords{"published", "withheld", "no_data"};
  return kWords[static_cast<std::size_t>(state)];
}

}  // namespace celltally
