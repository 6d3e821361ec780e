using System.Security.Claims;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Circuits;

public sealed class UsageCircuitHandlerTests
{
    [Fact]
    public async Task What_a_circuit_does_is_tracked_for_its_user_and_nothing_after_it()
    {
        await using var app = await StartAsync(new States(() => new ClaimsPrincipal(TestApp.Person("acme", "u-1", "x", new Claim("sid", "s-1")))));

        await ActAsync(app);
        app.Services.GetRequiredService<ICsTelemetry>().TrackFeature("outside");

        Assert.Equal(["FeatureUse acme u-1 card.move"], app.Events);
        Assert.Equal(("s-1", Platform.Web), (app.Telemetry.Events[0].SessionId, app.Telemetry.Events[0].Platform));
    }

    [Fact]
    public async Task A_circuit_of_nobody_works_and_tracks_nothing()
    {
        await using var app = await StartAsync(new States(() => new ClaimsPrincipal(new ClaimsIdentity())));

        await ActAsync(app);

        Assert.Empty(app.Events);
    }

    [Fact]
    public async Task A_circuit_whose_user_cannot_be_found_out_works()
    {
        await using var app = await StartAsync(new States(() => throw new InvalidOperationException("not set")));

        await ActAsync(app);

        Assert.Empty(app.Events);
        Assert.Equal(1, app.Meter.Counts["failures circuit"]);
    }

    [Fact]
    public async Task An_exception_of_the_circuit_stays_the_circuits()
    {
        await using var app = await StartAsync(new States(() => new ClaimsPrincipal(TestApp.Person("acme", "u-1", "x"))));
        await using var circuit = app.Services.CreateAsyncScope();
        var handle = Handler(circuit).CreateInboundActivityHandler(_ => throw new ArithmeticException("the component's own"));

        await Assert.ThrowsAsync<ArithmeticException>(() => handle(null!));
    }

    private static Task<TestApp> StartAsync(AuthenticationStateProvider states) =>
        TestApp.StartAsync(services => services.AddScoped(_ => states), app => app.UseCsTelemetry());

    private static async Task ActAsync(TestApp app)
    {
        await using var circuit = app.Services.CreateAsyncScope();
        var telemetry = circuit.ServiceProvider.GetRequiredService<ICsTelemetry>();
        var acted = false;
        var handle = Handler(circuit).CreateInboundActivityHandler(async _ =>
        {
            await Task.Yield();
            telemetry.TrackFeature("card.move");
            acted = true;
        });

        // Only the framework can make the activity; the handler does not look at it.
        await handle(null!);

        Assert.True(acted);
    }

    private static CircuitHandler Handler(AsyncServiceScope circuit) => Assert.Single(circuit.ServiceProvider.GetServices<CircuitHandler>());

    private sealed class States(Func<ClaimsPrincipal> user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user()));
    }
}
