#include "decode/diameter_command.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "decode/diameter.hpp"

namespace celltally {
namespace {

using Name = DiameterCommand::Name;
using Use = DiameterCommand::Use;
using Session = DiameterCommand::Session;

struct Entry {
  std::uint32_t application;
  std::uint32_t code;
  DiameterCommand command;

  constexpr std::uint64_t key() const noexcept { return std::uint64_t{application} << 32 | code; }
};

// Applications (IANA): base 0, Rf 3, Gy and Ro 4, Cx 16777216, Sh 16777217, Rx 16777236, Gx
// 16777238, STa 16777250, S6a 16777251, S13 16777252, SLg 16777255, SWm 16777264, SWx 16777265,
// S6b 16777272. By application, then by code.
constexpr auto kEntries = std::to_array<Entry>({
    {0, 257, {Name::capabilities_exchange}},
    {0, 280, {Name::device_watchdog}},
    {0, 282, {Name::disconnect_peer}},

    {3, 271, {Name::accounting, Use::accounting, Session::lasting}},

    {4, 258, {Name::re_auth, Use::subscriber, Session::lasting}},
    {4, 272, {Name::credit_control, Use::charging, Session::lasting}},
    {4, 274, {Name::abort_session, Use::subscriber, Session::lasting}},

    {16777216, 300, {Name::user_authorization, Use::subscriber}},
    {16777216, 301, {Name::server_assignment, Use::subscriber}},
    {16777216, 302, {Name::location_info, Use::subscriber}},
    {16777216, 303, {Name::multimedia_auth, Use::subscriber}},
    {16777216, 304, {Name::registration_termination, Use::subscriber}},
    {16777216, 305, {Name::push_profile, Use::subscriber}},

    {16777217, 306, {Name::user_data, Use::subscriber}},
    {16777217, 307, {Name::profile_update, Use::subscriber}},
    {16777217, 308, {Name::subscribe_notifications, Use::subscriber}},
    {16777217, 309, {Name::push_notification, Use::subscriber}},

    {16777236, 258, {Name::re_auth, Use::report, Session::lasting}},
    {16777236, 265, {Name::aa, Use::media, Session::lasting}},
    {16777236, 274, {Name::abort_session, Use::subscriber, Session::lasting}},
    {16777236, 275, {Name::session_termination, Use::report, Session::terminating}},

    {16777238, 258, {Name::re_auth, Use::report, Session::lasting}},
    {16777238, 272, {Name::credit_control, Use::policy, Session::lasting}},

    {16777250, 258, {Name::re_auth, Use::subscriber}},
    {16777250, 265, {Name::aa, Use::subscriber}},
    {16777250, 268, {Name::diameter_eap, Use::subscriber}},
    {16777250, 274, {Name::abort_session, Use::subscriber}},
    {16777250, 275, {Name::session_termination, Use::subscriber}},

    {16777251, 316, {Name::update_location, Use::update_location}},
    {16777251, 317, {Name::cancel_location, Use::cancel_location}},
    {16777251, 318, {Name::authentication_information, Use::subscriber}},
    {16777251, 319, {Name::insert_subscriber_data, Use::insert_subscriber_data}},
    {16777251, 320, {Name::delete_subscriber_data, Use::subscriber}},
    {16777251, 321, {Name::purge_ue, Use::purge}},
    {16777251, 322, {Name::reset, Use::nothing}},
    {16777251, 323, {Name::notify, Use::subscriber}},

    {16777252, 324, {Name::me_identity_check, Use::subscriber}},

    {16777255, 8388620, {Name::provide_location, Use::provide_location}},
    {16777255, 8388621, {Name::location_report, Use::location_report}},

    {16777264, 258, {Name::re_auth, Use::subscriber}},
    {16777264, 265, {Name::aa, Use::subscriber}},
    {16777264, 268, {Name::diameter_eap, Use::subscriber}},
    {16777264, 274, {Name::abort_session, Use::subscriber}},
    {16777264, 275, {Name::session_termination, Use::subscriber}},

    {16777265, 301, {Name::server_assignment, Use::subscriber}},
    {16777265, 303, {Name::multimedia_auth, Use::subscriber}},
    {16777265, 304, {Name::registration_termination, Use::subscriber}},
    {16777265, 305, {Name::push_profile, Use::subscriber}},

    {16777272, 258, {Name::re_auth, Use::subscriber}},
    {16777272, 265, {Name::aa, Use::subscriber}},
    {16777272, 268, {Name::diameter_eap, Use::subscriber}},
    {16777272, 274, {Name::abort_session, Use::subscriber}},
    {16777272, 275, {Name::session_termination, Use::subscriber}},
});

static_assert(std::ranges::is_sorted(kEntries, {}, &Entry::key));

struct Names {
  std::string_view request;
  std::string_view answer;
};

constexpr std::array<Names, kDiameterNames> kNames{{
    {"Other-Request", "Other-Answer"},
    {"Capabilities-Exchange-Request", "Capabilities-Exchange-Answer"},
    {"Re-Auth-Request", "Re-Auth-Answer"},
    {"AA-Request", "AA-Answer"},
    {"Diameter-EAP-Request", "Diameter-EAP-Answer"},
    {"Accounting-Request", "Accounting-Answer"},
    {"Credit-Control-Request", "Credit-Control-Answer"},
    {"Abort-Session-Request", "Abort-Session-Answer"},
    {"Session-Termination-Request", "Session-Termination-Answer"},
    {"Device-Watchdog-Request", "Device-Watchdog-Answer"},
    {"Disconnect-Peer-Request", "Disconnect-Peer-Answer"},
    {"User-Authorization-Request", "User-Authorization-Answer"},
    {"Server-Assignment-Request", "Server-Assignment-Answer"},
    {"Location-Info-Request", "Location-Info-Answer"},
    {"Multimedia-Auth-Request", "Multimedia-Auth-Answer"},
    {"Registration-Termination-Request", "Registration-Termination-Answer"},
    {"Push-Profile-Request", "Push-Profile-Answer"},
    {"User-Data-Request", "User-Data-Answer"},
    {"Profile-Update-Request", "Profile-Update-Answer"},
    {"Subscribe-Notifications-Request", "Subscribe-Notifications-Answer"},
    {"Push-Notification-Request", "Push-Notification-Answer"},
    {"Update-Location-Request", "Update-Location-Answer"},
    {"Cancel-Location-Request", "Cancel-Location-Answer"},
    {"Authentication-Information-Request", "Authentication-Information-Answer"},
    {"Insert-Subscriber-Data-Request", "Insert-Subscriber-Data-Answer"},
    {"Delete-Subscriber-Data-Request", "Delete-Subscriber-Data-Answer"},
    {"Purge-UE-Request", "Purge-UE-Answer"},
    {"Reset-Request", "Reset-Answer"},
    {"Notify-Request", "Notify-Answer"},
    {"ME-Identity-Check-Request", "ME-Identity-Check-Answer"},
    {"Provide-Location-Request", "Provide-Location-Answer"},
    {"Location-Report-Request", "Location-Report-Answer"},
}};

}  // namespace

DiameterCommand diameter_command(std::uint32_t application, std::uint32_t code) noexcept {
  const std::uint64_t key = std::uint64_t{application} << 32 | code;
  const auto* const found = std::ranges::lower_bound(kEntries, key, {}, &Entry::key);
  if (found == kEntries.end() || found->key() != key) return {};
  return found->command;
}

std::string_view diameter_message_name(std::uint8_t type) noexcept {
  const std::size_t number = type / 2;
  if (number >= kNames.size()) return {};
  return type % 2 == 0 ? kNames[number].request : kNames[number].answer;
}

}  // namespace celltally
