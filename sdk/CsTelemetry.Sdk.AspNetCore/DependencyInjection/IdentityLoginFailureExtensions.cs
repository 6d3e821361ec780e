using CsTelemetry.AspNetCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

// Where every host looks for its Add methods.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Captures failed logins of ASP.NET Core Identity.</summary>
public static class IdentityLoginFailureExtensions
{
    /// <summary>
    /// Replaces Identity's sign-in manager by one that reports failed logins; Identity tells nobody else of them. Call it
    /// last on the builder. Successful logins and logouts are captured without it.
    /// </summary>
    /// <typeparam name="TUser">The app's user.</typeparam>
    /// <param name="builder">What <c>AddIdentity</c> and its like return.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The app has a sign-in manager of its own that does not derive from <see cref="CapturingSignInManager{TUser}"/>.</exception>
    public static IdentityBuilder AddLoginFailureCapture<TUser>(this IdentityBuilder builder)
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var present = builder.Services.LastOrDefault(one => one.ServiceType == typeof(SignInManager<TUser>))?.ImplementationType;
        if (present is not null && typeof(CapturingSignInManager<TUser>).IsAssignableFrom(present))
        {
            return builder;
        }

        if (present is not null && present != typeof(SignInManager<TUser>))
        {
            throw new InvalidOperationException(
                $"The app signs users in with its own {present.Name}; derive it from CapturingSignInManager<{typeof(TUser).Name}>, or call HttpContext.ReportLoginFailed where it refuses somebody.");
        }

        builder.Services.Replace(ServiceDescriptor.Scoped<SignInManager<TUser>, CapturingSignInManager<TUser>>());
        return builder;
    }
}
