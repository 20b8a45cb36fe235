#include "decode/diameter_event.hpp"

#include <optional>

#include "decode/device_address.hpp"

namespace celltally {
namespace {

using Use = DiameterCommand::Use;
using Role = TemporaryId::Role;

// When the device is where the message says.
enum class When : std::uint8_t { never, now, earlier };

// Where in the life of a session the message is.
enum class Phase : std::uint8_t { unknown, begins, goes_on, ends, at_once };

constexpr std::uint32_t kInitialAttach = 0x20;       // of ULR-Flags, TS 29.272 7.3.7
constexpr std::uint32_t kLocationRequested = 0x08;   // of IDR-Flags, TS 29.272 7.3.103
constexpr std::uint32_t kSubscriptionWithdrawn = 2;  // TS 29.272 7.3.24

class Conclusion {
 public:
  Conclusion(DiameterCommand command, bool request, const DiameterFacts& facts,
             SignallingMessage& message) noexcept
      : command_(command),
        facts_(facts),
        message_(message),
        request_(request),
        phase_(phase_of(command.use, facts.request_type)) {}

  void event() noexcept {
    switch (command_.use) {
      case Use::nothing:
      case Use::subscriber: return;
      case Use::policy:
        if (request_) policy();
        return;
      case Use::charging:
      case Use::accounting:
        if (request_) charging();
        return;
      case Use::media:
        if (request_ && facts_.media) return tell(EventKind::call, When::never);
        return report();
      case Use::report: return report();
      case Use::update_location:
        if (request_) {
          const bool attach = (facts_.flags & kInitialAttach) != 0;
          tell(attach ? EventKind::attach : EventKind::area_update, When::never);
        }
        return;
      case Use::cancel_location:
        if (request_ && facts_.cancellation_type == kSubscriptionWithdrawn) leave();
        return;
      case Use::purge:
        if (request_) leave();
        return;
      case Use::insert_subscriber_data:
      case Use::provide_location:
        if (!request_) located();
        return;
      case Use::location_report:
        if (request_) located();
        return;
    }
  }

  void names(MessageBurst& burst) const noexcept {
    if (const std::optional<Role> role = session_role()) {
      burst.add_temporary(
          TemporaryId::of_text(TemporaryId::Kind::diameter_session, IpAddress{}, facts_.session_id)
              .as(*role));
    }
    switch (command_.use) {
      case Use::policy:
      case Use::charging:
      case Use::accounting:
      case Use::media: break;
      default: return;
    }
    for (const auto address : {facts_.ipv4_address, facts_.ipv6_prefix}) {
      burst.add_temporary(device_address(address, message_.apn).as(address_role()));
    }
  }

 private:
  static Phase phase_of(Use use, std::uint32_t type) noexcept {
    switch (use) {
      case Use::policy:
      case Use::charging: return phase_of_credit_control(type);
      case Use::accounting: return phase_of_accounting(type);
      default: return Phase::unknown;
    }
  }
  static Phase phase_of_credit_control(std::uint32_t type) noexcept {  // RFC 4006 8.3
    switch (type) {
      case 1: return Phase::begins;
      case 2: return Phase::goes_on;
      case 3: return Phase::ends;
      case 4: return Phase::at_once;
      default: return Phase::unknown;
    }
  }
  static Phase phase_of_accounting(std::uint32_t type) noexcept {  // RFC 6733 9.8.1
    switch (type) {
      case 1: return Phase::at_once;
      case 2: return Phase::begins;
      case 3: return Phase::goes_on;
      case 4: return Phase::ends;
      default: return Phase::unknown;
    }
  }

  // The gateway tells of the session as it is made, and of the cell as it is told; otherwise it
  // repeats what it heard last.
  void policy() noexcept {
    switch (phase_) {
      case Phase::begins: emergency(); return tell(EventKind::session_new, When::now);
      case Phase::goes_on:
        if (facts_.moved) return tell(EventKind::location_report, When::now);
        return tell(facts_.reported ? EventKind::location_report : EventKind::session_modify,
                    When::earlier);
      case Phase::ends: return tell(EventKind::session_end, When::earlier);
      default: return;
    }
  }

  void charging() noexcept {
    if (facts_.of_ims) {
      if (phase_ == Phase::begins || phase_ == Phase::ends) tell(EventKind::call, When::never);
      return;
    }
    switch (phase_) {
      case Phase::begins: return tell(EventKind::session_new, When::earlier);
      case Phase::goes_on: return tell(EventKind::session_modify, When::earlier);
      case Phase::ends: return tell(EventKind::session_end, When::earlier);
      case Phase::at_once:
        if (facts_.of_messages) tell(EventKind::text, When::never);
        return;
      case Phase::unknown: return;
    }
  }

  // A place that was asked for.
  void report() noexcept {
    if (placed()) tell(EventKind::location_report, When::earlier);
  }

  // A place with its age: of the last radio contact, in minutes.
  void located() noexcept {
    if (!placed()) return;
    const bool by_mme = command_.use == Use::insert_subscriber_data;
    const bool current = facts_.has_age ? facts_.age_minutes == 0 : !by_mme || facts_.retrieved_now;
    if (command_.use == Use::location_report) emergency();
    tell(EventKind::location_report, current ? When::now : When::earlier);
  }

  void leave() noexcept {
    message_.kind = EventKind::detach;
    message_.presence = Presence::leaves;
  }

  // Without a SIM there is an equipment identity only.
  void emergency() noexcept {
    const bool nameless = !message_.imsi.present() && !message_.msisdn.present();
    if (facts_.complete && nameless && message_.has_imei) message_.unauthenticated = true;
  }

  void tell(EventKind kind, When when) noexcept {
    message_.kind = kind;
    if (facts_.wlan) {
      if (facts_.access_point.known()) {
        message_.cell = facts_.access_point;
        message_.area = {};
      } else if (when == When::now) {
        when = When::earlier;  // where it was in the mobile network
      }
    }
    if (when == When::now && older()) when = When::earlier;
    message_.presence = presence_of(when);
  }

  // Whether the location has a time of its own that is not that of the event; without a time of the
  // event it is taken for older.
  bool older() const noexcept {
    constexpr std::uint64_t kSeconds = 2;
    if (facts_.location_time == 0) return false;
    return facts_.event_time == 0 || facts_.location_time + kSeconds < facts_.event_time;
  }

  Presence presence_of(When when) const noexcept {
    if (!placed() || when == When::never) return Presence::none;
    if (when == When::earlier) return Presence::last_known;
    return message_.cell.known() ? Presence::exact : Presence::area;
  }

  bool placed() const noexcept { return message_.cell.known() || message_.area.known(); }

  // Nothing where the Session-Id stands for one request and its answer only; but where the answer
  // has the place, the request has who it is.
  std::optional<Role> session_role() const noexcept {
    if (facts_.session_id.empty()) return std::nullopt;
    if (command_.use == Use::provide_location) return request_ ? Role::given : Role::ends;
    if (command_.use == Use::insert_subscriber_data) {
      const bool asked = request_ && (facts_.flags & kLocationRequested) != 0;
      if (asked) return Role::given;
      return !request_ && placed() ? std::optional{Role::ends} : std::nullopt;
    }
    if (command_.session == DiameterCommand::Session::none) return std::nullopt;
    if (command_.session == DiameterCommand::Session::terminating) return Role::ends;
    switch (phase_) {
      case Phase::at_once: return std::nullopt;
      case Phase::begins: return request_ ? Role::given : Role::names;
      case Phase::ends: return Role::ends;
      default: return Role::names;
    }
  }

  // The device's address is given and taken back with the session of Gx; others only repeat it.
  Role address_role() const noexcept {
    if (command_.use != Use::policy) return Role::names;
    if (phase_ == Phase::ends || facts_.address_released) return Role::ends;
    const bool given = request_ && (phase_ == Phase::begins || facts_.address_given);
    return given ? Role::given : Role::names;
  }

  DiameterCommand command_;
  const DiameterFacts& facts_;
  SignallingMessage& message_;
  bool request_;
  Phase phase_;
};

}  // namespace

void conclude_diameter_event(DiameterCommand command, bool request, const DiameterFacts& facts,
                             SignallingMessage& message, MessageBurst& burst) noexcept {
  Conclusion conclusion{command, request, facts, message};
  conclusion.event();
  conclusion.names(burst);
}

}  // namespace celltally
