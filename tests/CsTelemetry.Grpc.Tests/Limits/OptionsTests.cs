using CsTelemetry.Grpc.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class OptionsTests
{
    [Fact]
    public async Task All_faults_are_reported_together_when_the_host_starts()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(new()
        {
            Options = options =>
            {
                options.MaxReceiveMessageBytes = 10;
                options.MaxActiveCallCount = 0;
                options.ShutdownGrace = TimeSpan.FromHours(1);
            },
        }));

        Assert.Equal(
            [
                "MaxReceiveMessageBytes is 10; it must be 1024 to 16777216.",
                "MaxActiveCallCount is 0; it must be 1 to 1000000.",
                "ShutdownGrace is 01:00:00; it must be 00:00:00 to 00:01:00.",
            ],
            failure.Failures);
    }
}
