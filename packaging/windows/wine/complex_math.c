/* For tests under Wine alone: complex mathematics, which NumPy imports and Wine's C runtime only has the names of.
 * NumPy calls a few of them once, when it is loaded. The rest of the runtime is passed on to Wine's own. */
#include <math.h>

typedef struct { double re, im; } Complex;
typedef struct { float re, im; } FloatComplex;

static Complex make(double re, double im) { return (Complex){re, im}; }
static Complex exponential(Complex z) { return make(exp(z.re) * cos(z.im), exp(z.re) * sin(z.im)); }
static Complex product(Complex a, Complex b) { return make(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re); }
static Complex quotient(Complex a, Complex b)
{
    double size = b.re * b.re + b.im * b.im;
    return make((a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size);
}
static Complex logarithm(Complex z) { return make(log(hypot(z.re, z.im)), atan2(z.im, z.re)); }
static Complex root(Complex z)
{
    double size = sqrt(hypot(z.re, z.im)), angle = atan2(z.im, z.re) / 2;
    return make(size * cos(angle), size * sin(angle));
}
static Complex sine(Complex z) { return make(sin(z.re) * cosh(z.im), cos(z.re) * sinh(z.im)); }
static Complex cosine(Complex z) { return make(cos(z.re) * cosh(z.im), -sin(z.re) * sinh(z.im)); }
static Complex hyperbolic_sine(Complex z) { return make(sinh(z.re) * cos(z.im), cosh(z.re) * sin(z.im)); }
static Complex hyperbolic_cosine(Complex z) { return make(cosh(z.re) * cos(z.im), sinh(z.re) * sin(z.im)); }
static Complex tangent(Complex z) { return quotient(sine(z), cosine(z)); }
static Complex hyperbolic_tangent(Complex z) { return quotient(hyperbolic_sine(z), hyperbolic_cosine(z)); }
static double real(Complex z) { return z.re; }
static double imaginary(Complex z) { return z.im; }
static double size(Complex z) { return hypot(z.re, z.im); }
static double angle(Complex z) { return atan2(z.im, z.re); }

/* Each three times: for double, for long double, which is the same on Windows, and for float. */
#define TO_REAL(name, of) \
    double shim_##name(Complex z) { return of(z); } \
    double shim_##name##l(Complex z) { return of(z); } \
    float shim_##name##f(FloatComplex z) { return (float)of(make(z.re, z.im)); }
#define TO_COMPLEX(name, of) \
    Complex shim_##name(Complex z) { return of(z); } \
    Complex shim_##name##l(Complex z) { return of(z); } \
    FloatComplex shim_##name##f(FloatComplex z) \
    { \
        Complex result = of(make(z.re, z.im)); \
        return (FloatComplex){(float)result.re, (float)result.im}; \
    }

TO_REAL(creal, real)
TO_REAL(cimag, imaginary)
TO_REAL(cabs, size)
TO_REAL(carg, angle)
TO_COMPLEX(cexp, exponential)
TO_COMPLEX(clog, logarithm)
TO_COMPLEX(csqrt, root)
TO_COMPLEX(csin, sine)
TO_COMPLEX(ccos, cosine)
TO_COMPLEX(ctan, tangent)
TO_COMPLEX(csinh, hyperbolic_sine)
TO_COMPLEX(ccosh, hyperbolic_cosine)
TO_COMPLEX(ctanh, hyperbolic_tangent)

Complex shim_cpow(Complex a, Complex b) { return exponential(product(b, logarithm(a))); }
Complex shim_cpowl(Complex a, Complex b) { return shim_cpow(a, b); }
FloatComplex shim_cpowf(FloatComplex a, FloatComplex b)
{
    Complex result = shim_cpow(make(a.re, a.im), make(b.re, b.im));
    return (FloatComplex){(float)result.re, (float)result.im};
}
