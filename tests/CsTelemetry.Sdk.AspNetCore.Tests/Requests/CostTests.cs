using System.Security.Claims;
using CsTelemetry.AspNetCore;
using CsTelemetry.AspNetCore.Requests;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using CsTelemetry.Testing;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Requests;

public sealed class CostTests(ITestOutputHelper output)
{
    private const int Requests = 2_000;
    private const long MostBytes = 1_024;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_request_costs_little_more_than_its_scope(bool signedIn, bool hasFeature)
    {
        await using var app = await TestApp.StartAsync(_ => { }, app => app.UseCsTelemetry());
        var middleware = ActivatorUtilities.CreateInstance<UsageMiddleware>(app.Services, (RequestDelegate)(_ => Task.CompletedTask));
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = "GET";
        context.User = signedIn ? new ClaimsPrincipal(TestApp.Person("acme", "u-1", "x")) : new ClaimsPrincipal(new ClaimsIdentity());
        context.SetEndpoint(new Endpoint(null, hasFeature ? new EndpointMetadataCollection(new FeatureAttribute("board.open")) : null, "board"));
        await RunAsync(middleware, context);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = RunAsync(middleware, context);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;

        Assert.True(run.IsCompletedSuccessfully);
        output.WriteLine($"{bytes} bytes a request, signed in {signedIn}, feature {hasFeature}");
        Assert.True(bytes <= MostBytes, $"{bytes} bytes a request");
        Assert.Equal(hasFeature ? 2 * Requests : 0, app.Services.GetRequiredService<InMemoryTelemetry>().GetStats().Tracked);
    }

    private static async Task RunAsync(UsageMiddleware middleware, HttpContext context)
    {
        for (var i = 0; i < Requests; i++)
        {
            await middleware.InvokeAsync(context);
        }
    }
}
