using System.Text.Json;

namespace CsTelemetry.Collector.Cli;

/// <summary>Runs a command, and tells what went wrong in one sentence instead of a stack: exit code 2 for a wrong order, 1 for what could not be done.</summary>
internal static class CommandRun
{
    public const int Failed = 1;
    public const int WrongOrder = 2;

    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return WrongOrder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or JsonException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }
}
