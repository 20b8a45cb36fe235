#include "audit/box/attempt.hpp"

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "audit/box/program_failed.hpp"

namespace celltally {

namespace {

// What the largest attack writes, twice.
constexpr std::uintmax_t kRoomMiB = 256;

// "" or where there is too little room: daemons without room look like bad ones.
std::string missing_room(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code unknown;
  const fs::path where = folder.empty() ? fs::temp_directory_path(unknown) : fs::path{folder};
  const fs::space_info space = fs::space(where.empty() ? "/tmp" : where, unknown);
  if (unknown || space.available >= kRoomMiB << 20) return "";
  return where.string() + " has less than " + std::to_string(kRoomMiB) +
         " MiB of room; make some, or name another folder in TMPDIR";
}

}  // namespace

AuditCheck attempt(AuditCheck check, const BoxOptions& options,
                   const std::function<void(AuditCheck& check)>& attack) {
  AuditCheck skipped = check;
  skipped.said = options.missing_program();
  if (skipped.said.empty()) skipped.said = missing_room(options.folder);
  if (!skipped.said.empty()) return skipped;
  try {
    attack(check);
    return check;
  } catch (const ProgramFailed& error) {
    AuditCheck failed = skipped;
    failed.verdict = AuditCheck::Verdict::failed;
    failed.said =
        std::string{
            "See why a program does not do its work, so that it cannot be "
            "attacked. "} +
        error.what();
    return failed;
  } catch (const std::runtime_error& error) {  // of the system and of files, too
    skipped.said = error.what();
    return skipped;
  }
}

}  // namespace celltally
