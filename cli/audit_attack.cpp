#include "cli/audit_attack.hpp"

#include <filesystem>
#include <optional>
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

Checks not_in_force(std::string_view name, const char* why) {
  AuditCheck check;
  check.name = name;
  check.attacker = "Somebody who reads what is released.";
  check.defence = "Not the noise that this attack is made for.";
  check.said = why;
  return {check};
}

constexpr const char* kWithoutNoise =
    "protection.mode is threshold_only: there is no noise to attack, and no bound that could be "
    "held";

Checks play(const Game& game, const Scope& scope) {
  const auto rules = noise_rules(scope.config);
  if (!rules) return not_in_force(game.name, kWithoutNoise);
  SystemRandom random;
  SystemRandom another;
  return {game.play({.rules = *rules,
                     .random = &random,
                     .another = &another,
                     .fraction = scope.quick ? kQuick : 1})};
}

std::optional<FamilyRules> presence_of(const CelltallyConfig& config) {
  const auto rules = noise_rules(config);
  return rules ? rules->of(Statistic::presence) : std::nullopt;
}

BoxOptions box_options(const Scope& scope) {
  std::error_code unknown;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
  BoxOptions options = BoxOptions::beside(unknown ? "celltally" : self.string());
  options.progress = scope.tell;
  if (scope.quick) {
    options.canaries /= kQuick;
    options.replicas /= kQuick;
    options.kills /= kQuick;
  }
  const auto presence = presence_of(scope.config);
  if (presence && presence->noise.shape == NoiseShape::gaussian) {
    options.presence_sigma = presence->noise.scale.number();
  }
  return options;
}

// Some of the attacks on programs are on noise, as the configuration has it: "" or why not.
const char* reason_to_skip(std::string_view name, const CelltallyConfig& config) {
  const bool neighbouring = name == "neighbouring";
  if (!neighbouring && name != "resend") return "";
  if (!noise_rules(config)) return kWithoutNoise;
  if (!neighbouring) return "";
  const auto presence = presence_of(config);
  if (!presence) return "presence is not released";
  if (presence->noise.shape == NoiseShape::gaussian) return "";
  return "its test is of Gaussian noise, and protection.shape is geometric: see membership and "
         "sampler";
}

Checks attack_programs(const BoxAttack& attack, const Scope& scope) {
  const std::string_view why = reason_to_skip(attack.name, scope.config);
  if (!why.empty()) return not_in_force(attack.name, why.data());
  return {attack.run(box_options(scope))};
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
  for (const BoxAttack& each : box_attacks()) {
    attacks.push_back(
        {.name = std::string{each.name},
         .what = std::string{each.what},
         .cleans_up = true,
         .run = [&each](const Scope& scope) { return attack_programs(each, scope); }});
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
