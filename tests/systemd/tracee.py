"""A thread of a running process, held with ptrace(2): stood still, or made to call the system as if its program did."""

import ctypes
import errno
import os
import signal
import struct

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
LIBC.ptrace.restype = ctypes.c_long
GETREGS, SETREGS, ATTACH, DETACH, SINGLESTEP = 12, 13, 16, 17, 9
WALL = 0x40000000  # threads too

# sys/user.h, user_regs_struct of x86-64
REGISTERS = ("r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base "
             "ds es fs gs").split()
LAYOUT = "<27Q"
SYSTEM_CALLS = {"open": 2, "close": 3, "socket": 41, "execve": 59, "ptrace": 101}


def ptrace(request, thread, data=None):
    if LIBC.ptrace(request, thread, None, data) == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


class Tracee:
    """Context: the thread stands still inside, and goes on afterwards."""

    def __init__(self, process, thread=None):
        self.process, self.thread = process, thread or process

    def __enter__(self):
        ptrace(ATTACH, self.thread)
        self.wait()
        return self

    def __exit__(self, *_):
        try:
            ptrace(DETACH, self.thread)
        except OSError as error:
            if error.errno != errno.ESRCH:  # killed meanwhile
                raise

    def wait(self):
        _, status = os.waitpid(self.thread, WALL)
        if not os.WIFSTOPPED(status):
            raise ProcessLookupError(f"{self.thread} ended")
        return os.WSTOPSIG(status)

    def killed(self):
        """Whether somebody killed it meanwhile. A killed process is not gone before its tracer looked."""
        try:
            thread, status = os.waitpid(self.thread, WALL | os.WNOHANG)
        except ChildProcessError:
            return True
        return thread != 0 and not os.WIFSTOPPED(status)

    def registers(self):
        room = ctypes.create_string_buffer(struct.calcsize(LAYOUT))
        ptrace(GETREGS, self.thread, room)
        return dict(zip(REGISTERS, struct.unpack(LAYOUT, room.raw)))

    def set_registers(self, values):
        packed = struct.pack(LAYOUT, *(values[name] & (2**64 - 1) for name in REGISTERS))
        ptrace(SETREGS, self.thread, ctypes.create_string_buffer(packed, len(packed)))

    def call(self, name, *arguments):
        """What the system answers to the program: the result, or the error as "EPERM"."""
        before = self.registers()
        with open(f"/proc/{self.process}/mem", "r+b", buffering=0) as memory:
            memory.seek(before["rip"] - 2)
            if memory.read(2) != b"\x0f\x05":
                raise RuntimeError("the thread does not stand in a system call")
            room = before["rsp"] - 4096  # below what the function at work may use
            values = []
            for argument in arguments:
                if isinstance(argument, str):
                    memory.seek(room)
                    memory.write(argument.encode() + b"\0")
                    argument, room = room, room - 1024
                values.append(argument)
        now = dict(before, rip=before["rip"] - 2, rax=SYSTEM_CALLS[name], orig_rax=2**64 - 1)
        now.update(zip(("rdi", "rsi", "rdx"), values))
        self.set_registers(now)
        ptrace(SINGLESTEP, self.thread)
        while self.wait() != signal.SIGTRAP:
            ptrace(SINGLESTEP, self.thread)
        result = ctypes.c_long(self.registers()["rax"]).value
        self.set_registers(before)
        return errno.errorcode[-result] if result < 0 else result
