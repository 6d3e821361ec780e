using System.Reflection;
using System.Runtime.InteropServices;

namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>Calls libchdb, whose <c>chdb_query_cmdline</c> is the whole of clickhouse-local.</summary>
internal static unsafe partial class Libchdb
{
    private const string Name = "chdb";

    /// <summary>Says which file the library is. Call once, before anything else here.</summary>
    internal static void LoadFrom(string path) =>
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            (name, _, _) => name == Name ? NativeLibrary.Load(path) : IntPtr.Zero);

    internal static void LeaveSignalsAlone() => SetSignalHandlersEnabled(0);

    /// <summary>Runs ClickHouse on this thread until it ends; answers its error, or null after a clean end.</summary>
    internal static string? Run(string[] commandLine)
    {
        // The strings are never freed: the process ends with this call.
        var arguments = stackalloc byte*[commandLine.Length + 1];
        for (var i = 0; i < commandLine.Length; i++)
        {
            arguments[i] = (byte*)Marshal.StringToCoTaskMemUTF8(commandLine[i]);
        }

        arguments[commandLine.Length] = null;
        var result = QueryCommandLine(commandLine.Length, arguments);
        var error = result == 0 ? null : ResultError(result);
        return error is null ? null : Marshal.PtrToStringUTF8((nint)error);
    }

    [LibraryImport(Name, EntryPoint = "chdb_set_signal_handlers_enabled")]
    private static partial void SetSignalHandlersEnabled(int enabled);

    [LibraryImport(Name, EntryPoint = "chdb_query_cmdline")]
    private static partial nint QueryCommandLine(int count, byte** arguments);

    [LibraryImport(Name, EntryPoint = "chdb_result_error")]
    private static partial byte* ResultError(nint result);
}
