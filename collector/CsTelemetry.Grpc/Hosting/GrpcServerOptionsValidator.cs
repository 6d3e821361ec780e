using Microsoft.Extensions.Options;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Checks the options and reports all faults together.</summary>
internal sealed class GrpcServerOptionsValidator : IValidateOptions<GrpcServerOptions>
{
    private const int Kibi = 1024;
    private const int Mebi = 1024 * 1024;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, GrpcServerOptions options)
    {
        List<string> faults = [];
        Within(faults, nameof(options.MaxReceiveMessageBytes), options.MaxReceiveMessageBytes, Kibi, 16 * Mebi);
        Within(faults, nameof(options.MaxOpenMethodMessageBytes), options.MaxOpenMethodMessageBytes, Kibi, Mebi);
        Within(faults, nameof(options.MaxSendMessageBytes), options.MaxSendMessageBytes, Kibi, 64 * Mebi);
        Within(faults, nameof(options.MaxBufferedReceiveBytes), options.MaxBufferedReceiveBytes, 4L * options.MaxReceiveMessageBytes, long.MaxValue);
        Within(faults, nameof(options.MaxActiveCallCount), options.MaxActiveCallCount, 1, 1_000_000);
        Within(faults, nameof(options.MaxOpenMethodCallCount), options.MaxOpenMethodCallCount, 1, 10_000);
        Within(faults, nameof(options.MaxStreamsPerConnectionCount), options.MaxStreamsPerConnectionCount, 1, 100_000);
        Within(faults, nameof(options.MaxHealthWatcherCount), options.MaxHealthWatcherCount, 0, 10_000);
        Within(faults, nameof(options.MaxMessageArrivalTime), options.MaxMessageArrivalTime, Second, Hour);
        Within(faults, nameof(options.MaxDrainBytes), options.MaxDrainBytes, 64 * Kibi, 64 * Mebi);
        Within(faults, nameof(options.MaxDrainTime), options.MaxDrainTime, Second / 10, 60 * Second);
        Within(faults, nameof(options.MaxDrainCount), options.MaxDrainCount, 1, 1_000_000);
        Within(faults, nameof(options.ShutdownGrace), options.ShutdownGrace, TimeSpan.Zero, 60 * Second);
        Within(faults, nameof(options.MinGzipResponseBytes), options.MinGzipResponseBytes, 0, 64 * Mebi);
        Within(faults, nameof(options.KeepAlivePingDelay), options.KeepAlivePingDelay, Second, Hour);
        Within(faults, nameof(options.KeepAlivePingTimeout), options.KeepAlivePingTimeout, Second, Hour);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Within<T>(List<string> faults, string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            faults.Add($"{name} is {value}; it must be {least} to {most}.");
        }
    }
}
