#include "cli/message_line.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "decode/bssap.hpp"
#include "decode/bssgp.hpp"
#include "decode/diameter.hpp"
#include "decode/gtpv1.hpp"
#include "decode/gtpv2.hpp"
#include "decode/ngap.hpp"
#include "decode/pfcp.hpp"
#include "decode/radius.hpp"
#include "decode/ranap.hpp"
#include "decode/s1ap.hpp"
#include "decode/sccp.hpp"
#include "decode/sgsap.hpp"
#include "decode/sip.hpp"
#include "vocabulary/detail.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

std::string_view known_name(const SignallingMessage& message) {
  switch (message.protocol) {
    case Protocol::gtpv1: return gtpv1_message_name(message.type);
    case Protocol::gtpv2: return gtpv2_message_name(message.type);
    case Protocol::s1ap: return s1ap_message_name(message.type);
    case Protocol::ngap: return ngap_message_name(message.type);
    case Protocol::pfcp: return pfcp_message_name(message.type);
    case Protocol::diameter: return diameter_message_name(message.type);
    case Protocol::radius: return radius_message_name(message.type);
    case Protocol::sgsap: return sgsap_message_name(message.type);
    case Protocol::sip: return sip_message_name(message.type);
    case Protocol::ranap: return ranap_message_name(message.type);
    case Protocol::bssap: return bssap_message_name(message.type);
    case Protocol::bssgp: return bssgp_message_name(message.type);
    case Protocol::sccp: return sccp_message_name(message.type);
    default: return {};
  }
}

std::string message_name(const SignallingMessage& message) {
  const std::string_view name = known_name(message);
  if (!name.empty()) return std::string{name};
  return fmt::format("Message type {}", message.type);
}

// The kinds of identities that the message carries, each between `quote`s.
std::string identity_kinds(const SignallingMessage& message, std::string_view quote) {
  std::string kinds;
  const auto add = [&](bool there, std::string_view kind) {
    if (there) {
      fmt::format_to(std::back_inserter(kinds), "{}{}{}{}", kinds.empty() ? "" : ",", quote, kind,
                     quote);
    }
  };
  add(message.imsi.present(), "imsi");
  add(message.msisdn.present(), "msisdn");
  add(message.has_imei, "imei");
  return kinds;
}

// The same of temporary identifiers, each as often as it is there, with what is said of it.
std::string temporary_kinds(std::span<const TemporaryId> ids, std::string_view quote) {
  std::string kinds;
  for (const TemporaryId& id : ids) {
    const std::string_view role = id.role() == TemporaryId::Role::given  ? " given"
                                  : id.role() == TemporaryId::Role::ends ? " ends"
                                                                         : "";
    fmt::format_to(std::back_inserter(kinds), "{}{}{}{}{}", kinds.empty() ? "" : ",", quote,
                   to_text(id.kind()), role, quote);
  }
  return kinds;
}

// As in the rows of events; empty for none.
std::string service_word(const SignallingEvent& event) {
  return to_text(Statistic::events, Detail::of(event.service));
}

}  // namespace

// No value needs escaping: words, times, places and numbers have neither quotes nor backslashes.
void MessageLine::append_json(std::string& out) const {
  const auto end = std::back_inserter(out);
  const auto text = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) fmt::format_to(end, R"(,"{}":"{}")", key, value);
  };
  fmt::format_to(end, R"({{"frame":{})", message.frame);
  if (file) fmt::format_to(end, R"(,"file":{})", *file);
  text("time", utc_precise(event.at));
  text("protocol", to_text(message.protocol));
  text("message", message_name(message));
  fmt::format_to(end, R"(,"type":{})", message.type);
  text("kind", to_text(event.kind));
  if (event.presence != Presence::none) text("presence", to_text(event.presence));
  text("cell", to_text(event.cell));
  text("area", to_text(event.area));
  if (person) fmt::format_to(end, R"(,"person":{})", *person);
  text("known_by", to_text(event.known_by));
  const std::string kinds = identity_kinds(message, "\"");
  if (!kinds.empty()) fmt::format_to(end, R"(,"ids":[{}])", kinds);
  const std::string temporary = temporary_kinds(temporary_ids, "\"");
  if (!temporary.empty()) fmt::format_to(end, R"(,"temporary_ids":[{}])", temporary);
  text("home", to_text(event.home));
  const bool machine = event.machine != MachineHint::none;
  if (person || machine) fmt::format_to(end, R"(,"machine":{})", machine);
  text("machine_by", to_text(event.machine));
  text("service", service_word(event));
  if (event.unauthenticated) out += R"(,"unauthenticated":true)";
  if (event.cause.known()) fmt::format_to(end, R"(,"cause":{})", event.cause.value);
  text("damage", to_text(message.damage));
  if (event.retransmission) out += R"(,"retransmission":true)";
  out += "}\n";
}

void MessageLine::append_text(std::string& out) const {
  const auto end = std::back_inserter(out);
  const auto word = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::format_to(end, "  {} {}", name, value);
  };
  if (file) fmt::format_to(end, "{:>3} ", *file);
  fmt::format_to(end, "{:>6}  {:<30}  {}  {:<38}  {:<16}", message.frame, utc_precise(event.at),
                 to_text(message.protocol), message_name(message), to_text(event.kind));
  word("person", person ? fmt::format("{}", *person) : "");
  if (event.known_by == KnownBy::temporary) out += " (temporary)";
  if (event.presence != Presence::none) word("presence", to_text(event.presence));
  word("cell", to_text(event.cell));
  word("area", to_text(event.area));
  word("ids", identity_kinds(message, ""));
  word("temporary", temporary_kinds(temporary_ids, ""));
  word("home", to_text(event.home));
  word("machine by", to_text(event.machine));
  word("service", service_word(event));
  if (event.unauthenticated) out += "  unauthenticated";
  if (event.cause.known()) fmt::format_to(end, "  cause {}", event.cause.value);
  word("damage:", to_text(message.damage));
  if (event.retransmission) out += "  retransmission";
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}

}  // namespace celltally
