using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Wal.Tests;

/// <summary>Is the process that the kill test kills: appends numbered records for ever and prints each number once it is acknowledged.</summary>
internal static class WriterProgram
{
    private const int Appenders = 4;

    public static string PayloadOf(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}:{new string((char)('a' + (number % 26)), (int)(number % 3000))}");

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["write", var directory, var first])
        {
            return 2;
        }

        var options = new WalOptions { Directory = directory, SegmentBytes = 256 * 1024, MaxRecordBytes = 64 * 1024 };
        await using var log = WriteAheadLog.Open(options, TimeProvider.System, NullLogger.Instance);
        var number = long.Parse(first, CultureInfo.InvariantCulture) - 1;
        await Task.WhenAll(Enumerable.Range(0, Appenders).Select(_ => Task.Run(AppendForEver)));
        return 0;

        async Task AppendForEver()
        {
            while (true)
            {
                var mine = Interlocked.Increment(ref number);
                if ((await log.AppendAsync(Encoding.UTF8.GetBytes(PayloadOf(mine)))).IsDurable)
                {
                    // One write per line, so that a kill cannot cut a number short without cutting its line feed.
                    Console.Out.Write(mine.ToString(CultureInfo.InvariantCulture) + "\n");
                }
            }
        }
    }
}
