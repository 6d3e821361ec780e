using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.ClickHouse.Tests;

/// <summary>Is the parent that a test kills: starts an embedded server, prints its process id, waits for ever.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        await using var server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = args[0] });
        await server.StartAsync(CancellationToken.None);
        Console.WriteLine(server.ProcessId);
        await Task.Delay(Timeout.Infinite);
    }
}
