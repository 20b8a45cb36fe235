#include "cli/audit_attack.hpp"

#include <cmath>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "audit/box/attack_box.hpp"
#include "audit/games/games.hpp"
#include "cli/ledger_audit.hpp"
#include "daemon/config_mapping.hpp"
#include "noise/system_random.hpp"

namespace celltally {

namespace {

using Checks = std::vector<AuditCheck>;
using Scope = AuditAttack::Scope;

// Of how many parts of an audit a quick one is one.
constexpr std::uint32_t kQuick = 8;

Checks without_noise(std::string_view name) {
  AuditCheck check;
  check.name = name;
  check.attacker = "Somebody who reads what is released.";
  check.defence = "Noise, which is switched off: protection.mode is threshold_only.";
  check.said = "there is no noise to attack, and no bound that could be held";
  return {check};
}

Checks play(const Game& game, const Scope& scope) {
  const auto rules = noise_rules(scope.config);
  if (!rules) return without_noise(game.name);
  SystemRandom random;
  SystemRandom another;
  return {game.play({.rules = *rules,
                     .random = &random,
                     .another = &another,
                     .fraction = scope.quick ? kQuick : 1})};
}

BoxOptions box_options(const Scope& scope) {
  std::error_code unknown;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
  BoxOptions options = BoxOptions::beside(unknown ? "celltally" : self.string());
  if (scope.quick) {
    options.canaries /= kQuick;
    options.replicas /= kQuick;
    options.kills /= kQuick;
  }
  const auto rules = noise_rules(scope.config);
  const auto presence = rules ? rules->of(Statistic::presence) : std::nullopt;
  if (presence && presence->noise.shape == NoiseShape::gaussian) {
    options.presence_sigma = presence->noise.scale.number();
  }
  return options;
}

}  // namespace

std::vector<AuditAttack> audit_attacks() {
  std::vector<AuditAttack> attacks;
  for (const Game& game : games()) {
    attacks.push_back({.name = std::string{game.name},
                       .what = std::string{game.what},
                       .cleans_up = false,
                       .run = [&game](const Scope& scope) { return play(game, scope); }});
  }
  for (const BoxAttack& attack : box_attacks()) {
    attacks.push_back({.name = std::string{attack.name},
                       .what = std::string{attack.what},
                       .cleans_up = true,
                       .run = [&attack](const Scope& scope) -> Checks {
                         return {attack.run(box_options(scope))};
                       }});
  }
  attacks.push_back({.name = "ledger",
                     .what = "reads the outbox for a window that was released twice",
                     .cleans_up = false,
                     .run = [](const Scope& scope) -> Checks {
                       return {audit_ledger(scope.config.outbox.folder, noise_rules(scope.config))};
                     }});
  return attacks;
}

}  // namespace celltally
