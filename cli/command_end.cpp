#include "cli/command_end.hpp"

#include "cli/exit_code.hpp"
#include "cli/message_to_user.hpp"
#include "cli/printable.hpp"

namespace celltally {

int refused(const std::string& reason) {
  tell(printable(reason));
  return ExitCode::kFailed;
}

int said(Output& out, int code) {
  out.flush();
  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  if (!out.failed()) return code;
  return refused("this cannot be written: " + out.reason());
}

}  // namespace celltally
