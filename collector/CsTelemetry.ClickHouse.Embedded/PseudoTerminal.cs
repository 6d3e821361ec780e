namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>
/// Gives ClickHouse a terminal as its standard input. Without one clickhouse-local ends the process
/// on an error in a server thread (a TLS hello on the HTTP port is enough); with one it waits at its
/// prompt for ever and serves.
/// </summary>
internal sealed class PseudoTerminal
{
    private const int NameBytes = 128;
    private readonly int _master;

    private PseudoTerminal(int master) => _master = master;

    internal static unsafe PseudoTerminal OpenAsStandardInput()
    {
        var master = Libc.Check(
            Libc.OpenTerminal(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "posix_openpt");
        Libc.Check(Libc.GrantTerminal(master), "grantpt");
        Libc.Check(Libc.UnlockTerminal(master), "unlockpt");
        var name = stackalloc byte[NameBytes];
        Libc.Check(-Libc.TerminalName(master, name, NameBytes), "ptsname_r");
        var slave = Libc.Check(
            Libc.Open(name, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "open of the terminal");
        Libc.Check(Libc.DuplicateTo(slave, 0), "dup2");
        Environment.SetEnvironmentVariable("TERM", "dumb");

        // What is typed is echoed: unread, the echo would fill the terminal and block it.
        new Thread(() => Libc.ReadToEnd(master)) { IsBackground = true, Name = "terminal echo" }.Start();
        return new PseudoTerminal(master);
    }

    internal unsafe void TypeExit()
    {
        var text = "exit\n"u8;
        fixed (byte* bytes = text)
        {
            Libc.Write(_master, bytes, (nuint)text.Length);
        }
    }
}
