#include "simulate/mobile_networks.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;

// Has a connection for the moment of the act only.
bool passing(Kind kind) {
  return kind == Kind::area_update || kind == Kind::periodic_update || kind == Kind::detach;
}

}  // namespace

MobileNetworks::MobileNetworks(const WorldOptions& options, Tap& tap)
    : tapped_(options.tapped),
      s1ap_(options.seed + 10, tap),
      s11_(options.seed + 11, tap),
      sgs_(tap),
      gx_(tap),
      n2_n4_(options.seed + 14, options.tapped, tap),
      gn_(tap),
      wifi_(tap) {}

void MobileNetworks::perform(RadioAct& act) {
  prepare(act);
  tell(act);
  conclude(act);
}

void MobileNetworks::tell(const RadioAct& act) {
  using enum TappedInterface;
  if (tapped_.has(radius)) wifi_.perform(act);
  switch (act.profile.radio) {
    case Radio::lte:
      if (tapped_.has(s1ap)) s1ap_.perform(act);
      if (tapped_.has(s11)) s11_.perform(act);
      if (tapped_.has(sgs)) sgs_.perform(act);
      if (tapped_.has(gx)) gx_.perform(act);
      return;
    case Radio::nr: return n2_n4_.perform(act);
    case Radio::umts: return gn_.perform(act);
    case Radio::wifi: return;
  }
}

void MobileNetworks::prepare(RadioAct& act) {
  act.before = act.context;
  switch (act.kind) {
    case Kind::attach:
      act.context.mme_teid = mme_teids_.take(act.at);
      act.context.core_teid = core_teids_.take(act.at);
      act.context.user_teid = user_teids_.take(act.at);
      ++act.context.session;
      connect(act);
      break;
    case Kind::service:
    case Kind::answer:
    case Kind::call:
    case Kind::text: connect(act); break;
    case Kind::handover:
      radio_ids_.give_back(act.context.radio_id, act.at);
      act.context.radio_id = radio_ids_.take(act.at);
      act.context.site = act.where.site;
      break;
    case Kind::area_update:
    case Kind::periodic_update:
    case Kind::detach:
      if (act.context.radio_id == 0) connect(act);
      break;
    case Kind::wifi_start: ++act.context.wifi_session; break;
    case Kind::release:
    case Kind::wifi_interim:
    case Kind::wifi_stop: break;
  }
}

// A new temporary identity at every attach and change of area, and after some connections; nobody
// sees it given, for it travels under ciphers.
void MobileNetworks::conclude(RadioAct& act) {
  const bool renews = act.kind == Kind::attach || act.kind == Kind::area_update ||
                      (act.kind == Kind::answer && act.context.core_id % 3 == 0);
  if (renews) act.context.tmsi = ++tmsi_;
  if (act.kind == Kind::release || passing(act.kind)) disconnect(act);
  if (act.kind != Kind::detach) return;
  mme_teids_.give_back(act.context.mme_teid, act.at);
  core_teids_.give_back(act.context.core_teid, act.at);
  user_teids_.give_back(act.context.user_teid, act.at);
  act.context.mme_teid = act.context.core_teid = act.context.user_teid = 0;
}

void MobileNetworks::connect(RadioAct& act) {
  act.context.radio_id = radio_ids_.take(act.at);
  act.context.core_id = core_ids_.take(act.at);
  act.context.site = act.where.site;
}

void MobileNetworks::disconnect(RadioAct& act) {
  radio_ids_.give_back(act.context.radio_id, act.at);
  core_ids_.give_back(act.context.core_id, act.at);
  act.context.radio_id = act.context.core_id = 0;
}

}  // namespace celltally
