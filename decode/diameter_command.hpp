#pragma once

#include <cstdint>

namespace celltally {

// What a command means in its application (RFC 6733 3.1): the same code is another message in
// another application.
struct DiameterCommand {
  // For message.type, which is twice this, and one more for an answer. What nobody asks for is
  // `other`.
  enum class Name : std::uint8_t {
    other,
    capabilities_exchange,
    re_auth,
    aa,
    diameter_eap,
    accounting,
    credit_control,
    abort_session,
    session_termination,
    device_watchdog,
    disconnect_peer,
    user_authorization,
    server_assignment,
    location_info,
    multimedia_auth,
    registration_termination,
    push_profile,
    user_data,
    profile_update,
    subscribe_notifications,
    push_notification,
    update_location,
    cancel_location,
    authentication_information,
    insert_subscriber_data,
    delete_subscriber_data,
    purge_ue,
    reset,
    notify,
    me_identity_check,
    provide_location,
    location_report,
  };

  // What it may tell of.
  enum class Use : std::uint8_t {
    nothing,          // not read
    subscriber,       // whose it is, and no event
    policy,           // Gx: a session of packet data begins, changes, ends
    charging,         // Gy and Ro: it is charged
    accounting,       // Rf: the same, afterwards
    media,            // Rx: a call
    report,           // Gx and Rx: asks, and may be answered with a place
    update_location,  // S6a
    cancel_location,
    insert_subscriber_data,
    purge,
    provide_location,  // SLg
    location_report,
  };

  // What its Session-Id stands for (RFC 6733 8.8).
  enum class Session : std::uint8_t {
    none,         // one request and its answer
    lasting,      // begins and ends by what the messages say
    terminating,  // ends with this command
  };

  Name name = Name::other;
  Use use = Use::nothing;
  Session session = Session::none;
};

inline constexpr std::uint8_t kDiameterNames = 32;

DiameterCommand diameter_command(std::uint32_t application, std::uint32_t code) noexcept;

}  // namespace celltally
