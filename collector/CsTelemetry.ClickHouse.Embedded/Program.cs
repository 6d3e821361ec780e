using System.Runtime.InteropServices;
using CsTelemetry.ClickHouse.Embedded;

var (arguments, fault) = HostArguments.Parse(args);
if (arguments is null)
{
    Console.Error.WriteLine("host: " + fault);
    return HostExitCodes.BadArguments;
}

// The order matters: libchdb must not install its signal handlers over the runtime's, and file
// descriptor 0 must be the terminal before ClickHouse looks at it. Niceness is a thread's, and its children inherit it.
_ = Libc.Nice(arguments.Niceness);
Libchdb.LoadFrom(arguments.LibraryPath);
Libchdb.LeaveSignalsAlone();
var lifeline = Lifeline.TakeStandardInput();
var terminal = PseudoTerminal.OpenAsStandardInput();
var stop = new StopSequence(terminal, TimeProvider.System);

using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, stop.OnSignal);
// Ctrl+C reaches the whole process group: the parent decides, and then the lifeline ends.
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using var onHangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
lifeline.WhenItEnds(stop.Begin);

var error = Libchdb.Run(arguments.ToCommandLine());
Console.Error.WriteLine(error is null ? "host: ended cleanly." : "host: ended with: " + error);
Libc.Exit(error is null ? HostExitCodes.Clean : HostExitCodes.ServerFailed);
return HostExitCodes.Clean;
